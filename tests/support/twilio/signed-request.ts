import { createHmac } from 'node:crypto'

/** As Twilio posts it, with the fields in its order. */
export const recordedText =
  'ToCountry=GB&ToState=&SmsMessageSid=SM7a4dbeb4a9ab8be4f4c26b5d4d23d1a1&NumMedia=0&ToCity=&FromZip=' +
  '&SmsSid=SM7a4dbeb4a9ab8be4f4c26b5d4d23d1a1&FromState=&SmsStatus=received&FromCity=' +
  '&Body=Water+in+the+kitchen%2C+2+adults+%F0%9F%8C%8A&FromCountry=GB&To=%2B447700900000&ToZip=&NumSegments=1' +
  '&MessageSid=SM7a4dbeb4a9ab8be4f4c26b5d4d23d1a1&AccountSid=AC00000000000000000000000000000000' +
  '&From=%2B447700900123&ApiVersion=2010-04-01'

/** Twilio's rule in a few lines of our own: the address, then every name and value, by name, values once and sorted. */
export function signature(token: string, url: string, form: URLSearchParams): string {
  const pairs = new Set([...form].map(([name, value]) => name + value))
  const names = [...new Set(form.keys())].sort()
  const signed = names.map((name) =>
    form
      .getAll(name)
      .sort()
      .map((value) => name + value)
      .filter((pair) => pairs.delete(pair)),
  )
  return createHmac('sha1', token)
    .update(url + signed.flat().join(''))
    .digest('base64')
}

export interface Signing {
  readonly token: string
  /** The address that is signed, without the path. */
  readonly base: string
  readonly path?: string
}

/** The request as our server sees it, behind a proxy, signed for the address that Twilio knows. */
export function signedRequest(body: string, { token, base, path = '/webhooks/twilio/sms' }: Signing): Request {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signature(token, base + path, new URLSearchParams(body)),
  }
  return new Request(`http://127.0.0.1:3000${path}`, { method: 'POST', headers, body })
}
