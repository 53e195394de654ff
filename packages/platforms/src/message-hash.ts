import { createHash } from 'node:crypto'

/** The key of a message whose sender gave it none: SHA-256 of its bytes in hex. */
export function messageHash(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('hex')
}
