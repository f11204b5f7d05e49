/** An address that paths can be put after: no slash at its end, no query. */
function isBase(address: string, protocol: RegExp): boolean {
  const url = URL.parse(address)
  return url !== null && protocol.test(url.protocol) && !/[/?#]$/.test(address) && !url.search && !url.hash
}

const isThisMachine = (address: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)

/** Where a provider reaches us. */
export const isPublicBase = (address: string): boolean => isBase(address, /^https?:$/)

/** Where we reach a provider: https, or http to a stand-in on this machine. */
export const isApiBase = (address: string): boolean =>
  isBase(address, /^https:$/) || (isBase(address, /^http:$/) && isThisMachine(address))
