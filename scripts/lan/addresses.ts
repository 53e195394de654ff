import { isIPv4 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { isPermitted, LOOPBACK } from './permitted.ts'

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** Links that no phone is on: containers, virtual machines, tunnels. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|utun|tun|tap|zt|tailscale|wg|lxc|podman)/i

/** The private IPv4 addresses of this machine, those that phones are likely to reach first. */
export function lanAddresses(interfaces: Interfaces): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter((info) => info.family === 'IPv4' && !info.internal && isPermitted(info.address))
      .map(({ address }) => ({ address, rank: rankOf(name, address) })),
  )
  return [...new Set(found.sort((a, b) => a.rank - b.rank).map(({ address }) => address))]
}

function rankOf(name: string, address: string): number {
  if (address.startsWith('169.254.')) return 3
  return VIRTUAL.test(name) ? 2 : address.startsWith('192.168.') ? 0 : 1
}

/** What the certificate is good for, whatever a phone types. */
export function namesOf(host: string, surroundings: { addresses: readonly string[]; hostname: string }): string[] {
  const local = bonjourName(surroundings.hostname)
  return [...new Set([host, ...surroundings.addresses, ...(local ? [local] : []), 'localhost', LOOPBACK])]
}

/** `hostname.local`, as the machine is called by mDNS; undefined if the hostname is no label. */
export function bonjourName(hostname: string): string | undefined {
  const [label = ''] = hostname.toLowerCase().split('.')
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && !isIPv4(hostname) ? `${label}.local` : undefined
}

/** The address that phones are given. Throws one line that says what to do. */
export function chooseHost(wanted: string | undefined, addresses: readonly string[]): string {
  if (wanted) {
    if (isPermitted(wanted)) return wanted
    throw new Error(
      `${wanted} is not an address of a local network. A name of your own needs a certificate of a public authority: docs/operations.md, Proxy.`,
    )
  }
  const [first] = addresses
  if (first) return first
  throw new Error(
    'This machine has no address in a local network: connect it to the network of the phones, or name the address with --lan=ADDRESS.',
  )
}
