import type { Email } from 'postal-mime'

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** The same domain, or one below the other. */
const aligned = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)

/**
 * Whether the mail server in front of us found that an e-mail comes from the domain of its From (RFC 8601): DMARC passed,
 * or SPF and DKIM both did for that domain. Only the topmost such header counts and only under the name of that server,
 * which takes away those that came with the e-mail.
 */
export function isAuthenticated(email: Email, from: string, authserv: string | undefined): boolean {
  if (authserv === undefined) return false
  const topmost = email.headers.find(({ key }) => key === 'authentication-results')?.value ?? ''
  const [server = '', ...results] = topmost.replace(/\([^()]*\)/g, ' ').split(';')
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== authserv.toLowerCase()) return false
  const passed = (method: string, property: string) =>
    results.some((result) => {
      if (!new RegExp(`^\\s*${method}\\s*=\\s*pass\\b`, 'i').test(result)) return false
      const domain = new RegExp(`\\b${property}\\s*=\\s*"?([^\\s";]+)`, 'i').exec(result)?.[1]
      return domain !== undefined && aligned(domainOf(domain), domainOf(from))
    })
  return passed('dmarc', 'header\\.from') || (passed('spf', 'smtp\\.mailfrom') && passed('dkim', 'header\\.[di]'))
}
