import { X509Certificate } from 'node:crypto'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const LOOK_EVERY_MS = 30_000

const ServerCertificate = z.object({ certificate: z.string(), key: z.string(), authority: z.string() })

/** All PEM: what this server shows, its key, and what phones have to trust. */
export type ServerCertificate = z.infer<typeof ServerCertificate>

const fileIn = (dataFolder: string) => join(dataFolder, 'lan', 'server.json')

/** The certificate that the start command keeps in the data folder. Throws if there is none that can be read. */
export function readCertificate(dataFolder: string): ServerCertificate {
  return ServerCertificate.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')))
}

export interface CertificateFollower {
  onNew(certificate: ServerCertificate): void
  /** The file is gone, or what is in it is no certificate: the present one stays. */
  onUnusable(error: unknown): void
}

/** Tells of each certificate that replaces the present one, until told to stop. Looks every half a minute, or as given. */
export function followCertificate(
  dataFolder: string,
  follower: CertificateFollower,
  everyMs = LOOK_EVERY_MS,
): () => void {
  const file = fileIn(dataFolder)
  const look = () => {
    try {
      follower.onNew(readCertificate(dataFolder))
    } catch (error) {
      follower.onUnusable(error)
    }
  }
  watchFile(file, { interval: everyMs, persistent: false }, look)
  return () => unwatchFile(file, look)
}

/** Every https address that the certificate is good for on this port, `first` in front. */
export function originsIn(certificate: string, first: string): [string, ...string[]] {
  const { origin, port } = new URL(first)
  const names = (new X509Certificate(certificate).subjectAltName ?? '').split(', ')
  const all = names.map((name) => new URL(`https://${name.replace(/^(DNS|IP Address):/, '')}:${port}`).origin)
  return [origin, ...all.filter((one) => one !== origin)]
}
