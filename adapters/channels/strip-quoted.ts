const name = '[^\\n]{2,200}'
/** How mail programs introduce what they quote, by language. */
const introductions = new RegExp(
  `^(?:On ${name} wrote|Ar ${name} ysgrifennodd(?: ${name})?|Le ${name} a écrit|Am ${name} schrieb(?: ${name})?|El ${name} escribió|Em ${name} escreveu|W dniu ${name} napisał(?:\\(?a\\)?)?|În ${name} a scris|Il ${name} ha scritto)\\s*:$`,
  'i',
)

const divider = /^(?:-{2,}\s*(?:Original Message|Forwarded message|Neges wreiddiol|Message d’origine)\s*-{2,}|_{10,})$/i
const outlookFrom = /^(?:\*?)(?:From|Oddi wrth|De|Von|Od|Da)\s*:\*?\s.+/
const outlookNext = /^\*?(?:Sent|Date|To|Anfonwyd|Dyddiad|At|Envoyé|À|Gesendet|An|Enviado|Para|Wysłano|Do)\s*:/
const signature = /^(?:-- ?|Sent from (?:my|Outlook|Yahoo).*|Get Outlook for .*|Anfonwyd o fy .*)$/i

/**
 * What somebody wrote anew in an e-mail: without what their program quoted of ours, above or below it, and without their
 * signature (RFC 3676). Where nothing is left all of it is given back: words are not lost to a wrong guess.
 */
export function stripQuoted(text: string): string {
  const lines = joinIntroductions(text.replaceAll('\r', '').split('\n'))
  const above = tidy(lines.slice(0, endOf(lines)))
  if (above) return above
  const around = lines.filter((line) => !introductions.test(line.trim()) && !divider.test(line.trim()))
  const end = around.findIndex((line) => signature.test(line))
  return tidy(around.slice(0, end < 0 ? undefined : end)) || text.trim()
}

function endOf(lines: readonly string[]): number {
  const at = lines.findIndex((line, i) => {
    const said = line.trim()
    if (introductions.test(said) || divider.test(said) || signature.test(line)) return true
    return outlookFrom.test(said) && lines.slice(i + 1, i + 4).some((next) => outlookNext.test(next.trim()))
  })
  return at < 0 ? lines.length : at
}

/** Mail programs break "On Monday, … \n… wrote:" over two lines. */
function joinIntroductions(lines: readonly string[]): string[] {
  const joined: string[] = []
  for (const line of lines) {
    const both = `${joined.at(-1)?.trim() ?? ''} ${line.trim()}`
    if (joined.length > 0 && introductions.test(both)) joined[joined.length - 1] = both
    else joined.push(line)
  }
  return joined
}

const tidy = (lines: readonly string[]): string =>
  lines
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
