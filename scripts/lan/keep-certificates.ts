import { X509Certificate } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJsonFile, writePrivateFile } from '../private-file.ts'
import { issueLeaf, type KeyedCertificate, makeAuthority } from './issue.ts'

const RENEW_BEFORE_MS = 30 * 86_400_000

/** What the server serves; the authority's key is not in it. */
export interface ServerCertificate extends KeyedCertificate {
  /** Of the authority: what phones learn to trust, PEM. */
  readonly authority: string
}

/**
 * The authority of this data folder, made once, and a certificate for these names, issued anew when names are missing or its end
 * is near. Both live in `lan/` with their keys, for this user only. Says why it issued one, or null.
 */
export function keepCertificates(
  dataFolder: string,
  { names, hostname, now }: { names: readonly string[]; hostname: string; now: Date },
): WhyIssued | null {
  const folder = join(dataFolder, 'lan')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = keepAuthority(join(folder, 'authority.json'), hostname, now)
  const file = join(folder, 'server.json')
  const current = readJsonFile(file) as ServerCertificate | undefined
  const why = whyIssue(current, { authority: authority.certificate, names, now })
  if (why === null) return null
  writePrivateFile(file, { ...issueLeaf(authority, names, now), authority: authority.certificate })
  return why
}

/** A lost or ended authority is replaced; phones must then trust the new one. */
function keepAuthority(file: string, hostname: string, now: Date): KeyedCertificate {
  const known = readJsonFile(file) as KeyedCertificate | undefined
  if (known && new X509Certificate(known.certificate).validToDate > now) return known
  const made = makeAuthority(hostname, now)
  writePrivateFile(file, made)
  return made
}

export type WhyIssued = 'first' | 'authority' | 'names' | 'expiry'

/** Whether the server needs another certificate. */
function whyIssue(
  current: ServerCertificate | undefined,
  wanted: { authority: string; names: readonly string[]; now: Date },
): WhyIssued | null {
  if (!current) return 'first'
  if (current.authority !== wanted.authority) return 'authority'
  const leaf = new X509Certificate(current.certificate)
  if (leaf.validToDate.getTime() - wanted.now.getTime() < RENEW_BEFORE_MS) return 'expiry'
  const has = new Set((leaf.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, '')))
  return wanted.names.every((name) => has.has(name)) ? null : 'names'
}
