/** A setting is wrong: the message is one sentence that names it and says what would be right. */
export class WrongSetting extends Error {}
