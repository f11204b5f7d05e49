import { bare } from './fold.ts'

export type OwnDataWish = 'access' | 'erasure'

const data = '(?:data|information|info|details|record|records|personal data|personal information)'

const access: readonly RegExp[] = [
  new RegExp(
    `\\bwhat(?: ${data})? (?:do|have) (?:you|u) (?:know|hold|have|keep|store|got|stored|kept)(?: ${data})?(?: held| stored)? (?:about|on|of) me\\b`,
  ),
  new RegExp(`\\b(?:show|send|give|tell) me (?:all )?(?:my|the) ${data}(?: (?:you|that you) (?:have|hold|keep))?\\b`),
  new RegExp(`\\b(?:see|have) (?:a copy of )?my ${data}\\b`),
  /^(?:my data|subject access|(?:a )?(?:subject access|data|gdpr) request|sar)(?: please)?$/,
  /\bbeth (?:ydych chi'?n|wyt ti'?n|rydych chi'?n) (?:ei )?(?:wybod|gwybod|gadw|cadw) (?:am|amdan)\w*(?: (?:i|fi))?\b/,
  /\bpa (?:ddata|wybodaeth) (?:sydd gennych|sydd gen ti|ydych chi'?n ei (?:g?adw|dal)) (?:am|amdan)\w*\b/,
  /^fy nata(?: os gwelwch yn dda)?$/,
]

const erasure: readonly RegExp[] = [
  /^(?:please )?(?:delete|erase|forget) me(?: completely| entirely)?(?: please)?$/,
  new RegExp(
    `\\b(?:delete|erase|remove|destroy|wipe) (?:all )?(?:of )?(?:my|the) (?:${data}|account|number and name|name and number)\\b(?! (?:off|from) (?:the|this|your) list)`,
  ),
  /\b(?:delete|erase) everything (?:you (?:have|hold|know|keep) )?(?:about|on) me\b/,
  /\b(?:delete|erase) me (?:and|with) (?:all )?my\b/,
  /\bright to be forgotten\b/,
  /^(?:dileu|dil[eë]wch|anghofiwch|anghofia) (?:fi|i)(?: os gwelwch yn dda)?$/,
  /\b(?:dileu|dil[eë]wch) (?:popeth amdanaf|fy (?:nata|manylion|ngwybodaeth|nghofnod))\b/,
]

/** Whether a text asks what is known about its sender, or to have it deleted; null for every other text. */
export function readOwnDataWish(text: string): OwnDataWish | null {
  const words = bare(text)
  if (erasure.some((pattern) => pattern.test(words))) return 'erasure'
  return access.some((pattern) => pattern.test(words)) ? 'access' : null
}
