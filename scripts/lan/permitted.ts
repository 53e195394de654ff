import { BlockList, isIPv4 } from 'node:net'

export const LOOPBACK = '127.0.0.1'

/** What the authority may vouch for, and nothing else: RFC 1918, link-local, shared (RFC 6598) and loopback addresses. */
export const PERMITTED_NETWORKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
] as const

/** Names that no public authority gives out: mDNS, home.arpa (RFC 8375), internal (ICANN 2024), lan by custom. */
export const PERMITTED_DOMAINS = ['localhost', 'local', 'lan', 'internal', 'home.arpa'] as const

const networks = new BlockList()
for (const network of PERMITTED_NETWORKS) {
  const [address = '', bits] = network.split('/')
  networks.addSubnet(address, Number(bits), 'ipv4')
}

/** Whether a certificate of ours may carry this address or name. */
export function isPermitted(host: string): boolean {
  if (isIPv4(host)) return networks.check(host, 'ipv4')
  const isName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(host) && !host.includes('..')
  return isName && PERMITTED_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
