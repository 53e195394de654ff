import { createHash } from 'node:crypto'

/**
 * Signature of a POP request: uppercase hex MD5 over secret, sorted `key+value`, secret.
 * Source: official Pinduoduo documentation; nested values are signed as their JSON text, absent ones left out.
 */
export function signPop(secret: string, params: Readonly<Record<string, string>>): string {
  const content = Object.keys(params)
    .filter((key) => key !== 'sign')
    .sort()
    .map((key) => `${key}${params[key]}`)
    .join('')
  return md5(`${secret}${content}${secret}`).toUpperCase()
}

/** Digest in the PMC address: base64 of the lowercase hex text, not of the bytes (public SDK test vector). */
export function pmcDigest(clientId: string, ms: string, secret: string): string {
  return Buffer.from(md5(`${clientId}${ms}${secret}`), 'utf8').toString('base64')
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
