/** Whether an address can have paths put behind it: of that protocol, nothing after its path, no slash at the end. */
export function isBase(address: string, protocol: RegExp): boolean {
  const url = URL.parse(address)
  return url !== null && protocol.test(url.protocol) && !/[/?#]$/.test(address) && !url.search && !url.hash
}

const isThisMachine = (address: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)

/** The same for a provider's API: https, or http where it is a stand-in on this machine. */
export const isApiBase = (address: string): boolean =>
  isBase(address, /^https:$/) || (isBase(address, /^http:$/) && isThisMachine(address))
