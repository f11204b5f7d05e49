/** A postcode and the two larger units that hold it: 'GL20 5BY', its sector 'GL20 5', its outward code 'GL20'. */
export interface Postcode {
  readonly postcode: string
  readonly sector: string
  readonly outward: string
}

/** The 124 postcode areas: Great Britain, Northern Ireland (BT), the Crown dependencies (GY, IM, JE). */
export const postcodeAreas: ReadonlySet<string> = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY ' +
    'G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP ' +
    'NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB ' +
    'W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
)

const form = /^([A-Z]{1,2}\d[A-Z\d]?)(\d)([ABD-HJLNP-UW-Z]{2})$/

/** Districts that end in a letter; all are in London. */
const lettered = /^(?:E1W|N1[CP]|NW1W|SE1P|W1[A-HJKPSTUW]|SW1[AEHPV-Y]|EC[1-4][AMNPRVY]|WC[12][ABEHNRVX])$/

/**
 * Reads a postcode in any case, with any spaces; undefined where it does not have the form of one (BS 7666, letters C I
 * K M O V never stand in the last two). The form says nothing about whether the postcode exists.
 */
export function parsePostcode(text: string): Postcode | undefined {
  const match = form.exec(text.replaceAll(/\s+/g, '').toUpperCase())
  if (!match) return undefined
  const [, outward, digit, unit] = match as unknown as [string, string, string, string]
  return { postcode: `${outward} ${digit}${unit}`, sector: `${outward} ${digit}`, outward }
}

/** 'GL' of 'GL20' or of 'GL20 5BY'. */
export const areaOf = (code: string): string => /^[A-Z]+/.exec(code)?.[0] ?? ''

/** True for 'GL20' or 'SW1A' in capitals: a form in use, in an area that exists. The district may still not. */
export const isOutward = (code: string): boolean =>
  postcodeAreas.has(areaOf(code)) && (/^[A-Z]{1,2}\d{1,2}$/.test(code) || lettered.test(code))
