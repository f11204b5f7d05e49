/** What stands around our texts in an e-mail and on the pages behind its links. */
export interface EmailWords {
  subject(us: string): string
  stop(us: string): string
  stopNote: string
  press(label: string): string
  stopped: string
  sent: string
  ended: string
  unsure(us: string): string
}

const en: EmailWords = {
  subject: (us) => `${us}: a message for you`,
  stop: (us) => `Stop e-mails from ${us}`,
  stopNote: 'If you have asked for help or promised it, a person will be told to get in touch with you another way.',
  press: (label) => `Send the answer “${label}”`,
  stopped: 'You get no more e-mails from us.',
  sent: 'Your answer has been sent.',
  ended: 'This link has ended. Reply to the e-mail instead.',
  unsure: (us) =>
    `${us} got an e-mail that says it is from you, and cannot be sure that it is. Nothing has been done about it. ` +
    'If you wrote it, reply to this e-mail with what you need. If not, there is nothing to do. Danger to life: call 999.',
}

const cy: EmailWords = {
  subject: (us) => `${us}: neges i chi`,
  stop: (us) => `Atal e-byst gan ${us}`,
  stopNote:
    'Os ydych wedi gofyn am help neu wedi ei addo, bydd rhywun yn cael gwybod i gysylltu â chi mewn ffordd arall.',
  press: (label) => `Anfon yr ateb “${label}”`,
  stopped: 'Ni chewch ragor o e-byst gennym.',
  sent: 'Mae eich ateb wedi ei anfon.',
  ended: 'Mae’r ddolen hon wedi dod i ben. Atebwch yr e-bost yn lle hynny.',
  unsure: en.unsure,
}

export const emailWords = (language: string): EmailWords => (language.startsWith('cy') ? cy : en)

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
