import { BlockList, isIP } from 'node:net'

/** What no outgoing call may reach unless it is listed: this machine, its networks, and what carries them inside another address. */
const PRIVATE: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

/** Apart, because a list that holds `::ffff:0:0/96` would hold every IPv4 address too. */
const closed = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of PRIVATE) closed[familyOf(network)].addSubnet(network, bits, familyOf(network))

/** Ends of names that no public name server knows (RFC 6761, RFC 6762, RFC 8375), and those that routers give. */
const LOCAL_NAME = /\.(local|localhost|lan|internal|home|test|example|invalid|home\.arpa)\.?$/

/** Says which addresses outgoing calls may reach. */
export interface AddressRule {
  /** `host` and `port` as asked for, `address` as resolved. */
  allows(target: { host: string; port: number; address: string }): boolean
}

/**
 * Public addresses, and what `allowed` lists: comma-separated hosts (`printer.lan`), hosts with a port
 * (`127.0.0.1:3010`), or networks (`10.0.0.0/8`). IPv4 inside IPv6 counts as private, so that no spelling gets around the rule.
 */
export function addressRule(allowed: string): AddressRule {
  const entries = allowed.split(',').map((entry) => entry.trim().toLowerCase())
  const names = new Set(entries.filter((entry) => entry !== '' && !entry.includes('/')))
  const networks = new BlockList()
  for (const entry of entries) {
    const [network = '', bits = ''] = entry.split('/')
    if (entry.includes('/')) networks.addSubnet(network, Number(bits), familyOf(network))
  }
  return {
    allows({ host, port, address }) {
      if (isIP(address) === 0) return false
      const family = familyOf(address)
      if (!closed[family].check(address, family)) return true
      const asked = host.toLowerCase()
      return names.has(asked) || names.has(`${asked}:${port}`) || networks.check(address, family)
    },
  }
}

/** Whether others may reach it over the internet: by https, at no address of a private network and no name that only one knows. */
export function isPublicUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol !== 'https:') return false
  if (isIP(host) !== 0) return !closed[familyOf(host)].check(host, familyOf(host))
  return host.includes('.') && !LOCAL_NAME.test(host)
}

/** False for a list that cannot be read, for the environment's own check. */
export function isAddressList(allowed: string): boolean {
  try {
    addressRule(allowed)
    return true
  } catch {
    return false
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
