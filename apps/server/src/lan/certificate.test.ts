import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followCertificate, type ServerCertificate } from './certificate.ts'

describe('the certificate that phones see', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-certificate-'))
    mkdirSync(join(folder, 'lan'))
    file = join(folder, 'lan', 'server.json')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('stays as it is while its file is gone or half written, and is replaced once it can be read', async () => {
    const pem = (name: string) => JSON.stringify({ certificate: name, key: 'k', authority: 'a' })
    writeFileSync(file, pem('first'))
    const served: string[] = []
    const problems: unknown[] = []
    const follower = {
      onNew: ({ certificate }: ServerCertificate) => void served.push(certificate),
      onUnusable: (error: unknown) => void problems.push(error),
    }
    const stop = followCertificate(folder, follower, 5)
    rmSync(file)
    await vi.waitFor(() => expect(problems).toHaveLength(1))
    writeFileSync(file, '{"certificate":')
    await vi.waitFor(() => expect(problems).toHaveLength(2))
    writeFileSync(file, pem('second'))
    utimesSync(file, new Date(), new Date(Date.now() + 5000))
    await vi.waitFor(() => expect(served).toEqual(['second']))
    stop()
  })
})
