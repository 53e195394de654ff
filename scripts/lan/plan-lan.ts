import { hostname, networkInterfaces } from 'node:os'
import { setInterval } from 'node:timers'
import type { LanOptions } from '../options.ts'
import { chooseHost, lanAddresses, namesOf } from './addresses.ts'
import { keepCertificates } from './keep-certificates.ts'

const LOOK_EVERY_MS = 10 * 60_000

/** How the phones of the local network reach this machine. */
export interface Lan {
  readonly host: string
  /** With TLS, without a slash at its end. */
  readonly url: string
  /** The page that helps a phone trust it; the same port without TLS. */
  readonly trustUrl: string
  /** Every other name that its certificate is good for. */
  readonly others: readonly string[]
}

/** Throws one line if no phone can reach this machine. */
export function planLan({ host: wanted, port }: LanOptions): Lan {
  const addresses = lanAddresses(networkInterfaces())
  const host = chooseHost(wanted, addresses)
  const others = namesOf(host, { addresses, hostname: hostname() }).filter((name) => name !== host)
  return { host, url: `https://${host}:${port}`, trustUrl: `http://${host}:${port}/trust`, others }
}

/** Has a certificate for every address of now, and goes on having one while addresses and months pass. */
export function keepLan(lan: Lan, dataFolder: string, note: (line: string) => void): void {
  const keep = () => {
    const addresses = lanAddresses(networkInterfaces())
    const names = namesOf(lan.host, { addresses, hostname: hostname() })
    return { why: keepCertificates(dataFolder, { names, hostname: hostname(), now: new Date() }), addresses }
  }
  let had = keep().addresses
  setInterval(() => {
    const { why, addresses } = keep()
    if (why !== null) note(`The certificate for the local network was issued anew (${why}).`)
    if (had.includes(lan.host) && !addresses.includes(lan.host))
      note(`This machine is no longer at ${lan.host}: start it again to give the phones its new address.`)
    had = addresses
  }, LOOK_EVERY_MS).unref()
}
