import { isIPv4, isIPv6 } from 'node:net'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** As many wrong ids may one network ask for in `SECONDS`; a person with a damaged QR code needs a few. */
const MOST = 20
const SECONDS = 600
/** Groups of an IPv6 address that name one home or one phone; the others it may choose. */
const NETWORK_GROUPS = 4

/** Who asks for ids that do not exist, so that nobody finds one by guessing. Counted in this process alone. */
export class Misses {
  private readonly limiter = new RateLimiterMemory({ points: MOST, duration: SECONDS })

  /** For how many seconds nothing is looked up for this address; 0: it may ask. */
  async secondsToWait(address: string): Promise<number> {
    const known = await this.limiter.get(networkOf(address))
    return known !== null && known.remainingPoints <= 0 ? Math.max(1, Math.ceil(known.msBeforeNext / 1000)) : 0
  }

  async count(address: string): Promise<void> {
    await this.limiter.penalty(networkOf(address))
  }
}

/** An IPv4 address itself, of an IPv6 address its first half. */
export function networkOf(address: string): string {
  const ipv4 = address.slice(address.lastIndexOf(':') + 1)
  if (isIPv4(ipv4) || !isIPv6(address)) return ipv4
  const [head = '', tail] = address.split('::').map((half) => (half === '' ? [] : half.split(':'))) as [
    string[],
    string[]?,
  ]
  const skipped = tail === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array<string>(skipped).fill('0'), ...(tail ?? [])]
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
