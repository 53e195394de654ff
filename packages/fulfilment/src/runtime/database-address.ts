import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'

/** How to encrypt, and whose certificates to believe. */
export type DatabaseTls = Pick<
  ConnectionOptions,
  'host' | 'servername' | 'rejectUnauthorized' | 'checkServerIdentity' | 'ca' | 'cert' | 'key'
>

export interface DatabaseAddress {
  /** Without what it says of encryption: the two drivers read that each in its own way. */
  readonly url: string
  readonly tls: DatabaseTls | null
}

const MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const
type Mode = (typeof MODES)[number]

/**
 * Reads `sslmode`, `sslrootcert`, `sslcert` and `sslkey` of a Postgres address as libpq does
 * (postgresql.org/docs/current/libpq-ssl.html), except that an address without `sslmode` is not encrypted, and that without
 * `sslrootcert` the authorities that Node knows are believed. Throws one line for what cannot be read.
 */
export function databaseAddress(given: string): DatabaseAddress {
  const url = new URL(given)
  const told = { mode: take(url, 'sslmode'), authority: take(url, 'sslrootcert') }
  const identity = { cert: fileOf(take(url, 'sslcert'), 'sslcert'), key: fileOf(take(url, 'sslkey'), 'sslkey') }
  const mode = modeOf(told)
  if (mode === 'disable') return { url: url.href, tls: null }
  const ca = told.authority === 'system' ? undefined : fileOf(told.authority, 'sslrootcert')
  const isChecked = mode !== 'require' || ca !== undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    url: url.href,
    tls: {
      host,
      ...(isIP(host) === 0 && { servername: host }),
      rejectUnauthorized: isChecked,
      ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
      ...(ca && { ca }),
      ...(identity.cert && { cert: identity.cert }),
      ...(identity.key && { key: identity.key }),
    },
  }
}

function take(url: URL, name: string): string | null {
  const value = url.searchParams.get(name)
  url.searchParams.delete(name)
  return value
}

function modeOf({ mode, authority }: { mode: string | null; authority: string | null }): Mode {
  if (authority === 'system') return 'verify-full'
  const told = mode ?? (authority === null ? 'disable' : 'verify-ca')
  const known = MODES.find((one) => one === told)
  if (!known) throw new Error(`sslmode=${told} is not one of ${MODES.join(', ')}.`)
  return known
}

function fileOf(path: string | null, name: string): Buffer | undefined {
  if (path === null) return undefined
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Error(`${name}: ${path} cannot be read.`, { cause: error })
  }
}
