import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkServerIdentity as checkIdentity, connect, createServer, type PeerCertificate } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { issueLeaf, type KeyedCertificate, makeAuthority } from './issue.ts'
import { keepCertificates, type ServerCertificate } from './keep-certificates.ts'

const DAY = 86_400_000
const now = new Date('2026-03-01T08:00:00Z')
const names = ['192.168.1.20', 'box.local', 'localhost', '127.0.0.1']

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'baton-lan-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const read = (data: string, file: string) => JSON.parse(readFileSync(join(data, 'lan', file), 'utf8'))

/** What a client that trusts only `ca` says when it calls the server `host`; null: it is content. */
async function complaintOf(leaf: KeyedCertificate, ca: string, host: string): Promise<string | null> {
  const server = createServer({ cert: leaf.certificate, key: leaf.key }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const checkServerIdentity = (_host: string, peer: PeerCertificate) => checkIdentity(host, peer)
  const socket = connect({ port, host: '127.0.0.1', ca, checkServerIdentity })
  try {
    await once(socket, 'secureConnect')
    return null
  } catch (error) {
    return (error as Error).message
  } finally {
    socket.destroy()
  }
}

describe('the authority', () => {
  const authority = makeAuthority('box', now)
  const certificate = new X509Certificate(authority.certificate)

  test('is one, signs itself, and lives for ten years', () => {
    expect(certificate.ca).toBe(true)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.subject).toMatch(/^O=Baton\nCN=Baton box [0-9A-F]{6}$/)
    expect(certificate.validToDate.getTime() - now.getTime()).toBe(3649 * DAY)
  })

  test.each(['192.168.1.20', '10.9.8.7', 'box.local', 'localhost', 'baton.home.arpa'])(
    'vouches for %s',
    async (host) => {
      const today = makeAuthority('box', new Date())
      expect(await complaintOf(issueLeaf(today, [host], new Date()), today.certificate, host)).toBeNull()
    },
  )

  test.each(['8.8.8.8', '172.32.0.1', 'example.com', 'local.example.com'])(
    'is believed by nobody for %s',
    async (host) => {
      const today = makeAuthority('box', new Date())
      const leaf = issueLeaf(today, [host], new Date())
      expect(await complaintOf(leaf, today.certificate, host)).toBe('permitted subtree violation')
    },
  )
})

test('a server certificate names all it is good for and lives for less than 398 days', () => {
  const authority = makeAuthority('box', now)
  const leaf = new X509Certificate(issueLeaf(authority, names, now).certificate)
  expect(leaf.subjectAltName).toBe('IP Address:192.168.1.20, DNS:box.local, DNS:localhost, IP Address:127.0.0.1')
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(leaf.ca).toBe(false)
  expect(leaf.checkIssued(new X509Certificate(authority.certificate))).toBe(true)
  expect(leaf.validToDate.getTime() - leaf.validFromDate.getTime()).toBe(397 * DAY)
  expect(leaf.validFromDate.getTime()).toBe(now.getTime() - DAY)
})

describe('what is kept in the data folder', () => {
  const keep = (data: string, at: Date, wanted = names) =>
    keepCertificates(data, { names: wanted, hostname: 'box', now: at })

  test('is made once, for this user only, and the server sees nothing of the authority’s key', () => {
    const data = folder()
    expect(keep(data, now)).toBe('first')
    const first: ServerCertificate = read(data, 'server.json')
    expect(keep(data, new Date(now.getTime() + 300 * DAY))).toBeNull()
    expect(read(data, 'server.json')).toEqual(first)
    for (const file of ['authority.json', 'server.json'])
      expect(statSync(join(data, 'lan', file)).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'lan')).mode & 0o777).toBe(0o700)
    expect(JSON.stringify(first)).not.toContain(JSON.stringify(read(data, 'authority.json').key))
  })

  test.each([
    ['names', 1, [...names, '192.168.1.21']],
    ['expiry', 367, names],
  ] as const)('is issued anew by the same authority: %s', (why, days, wanted) => {
    const data = folder()
    keep(data, now)
    const { authority, certificate } = read(data, 'server.json')
    expect(keep(data, new Date(now.getTime() + days * DAY), [...wanted])).toBe(why)
    const renewed = read(data, 'server.json')
    expect(renewed.authority).toBe(authority)
    expect(renewed.certificate).not.toBe(certificate)
  })

  test('keeps a certificate with names that are no longer needed', () => {
    const data = folder()
    keep(data, now, [...names, '10.0.0.9'])
    expect(keep(data, now)).toBeNull()
  })

  test('follows an authority that was lost or has ended', () => {
    const data = folder()
    keep(data, now)
    rmSync(join(data, 'lan', 'authority.json'))
    expect(keep(data, now)).toBe('authority')
    expect(keep(data, new Date(now.getTime() + 3650 * DAY))).toBe('authority')
  })
})
