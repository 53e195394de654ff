import { createHash, createHmac } from 'node:crypto'

export type TopSignMethod = 'md5' | 'hmac' | 'hmac-sha256'

/**
 * Signature of a TOP request, uppercase hex: parameters sorted by key, `key+value` joined without separators.
 * Source: official TOP documentation (`md5`, `hmac`); `hmac-sha256` from a generated SDK only.
 */
export function signTop(
  secret: string,
  params: Readonly<Record<string, string>>,
  method: TopSignMethod = 'md5',
): string {
  const content = Object.keys(params)
    .filter((key) => key !== 'sign')
    .sort()
    .map((key) => `${key}${params[key]}`)
    .join('')
  if (method === 'md5') return md5Upper(`${secret}${content}${secret}`)
  const algorithm = method === 'hmac' ? 'md5' : 'sha256'
  return createHmac(algorithm, secret).update(content).digest('hex').toUpperCase()
}

/** Signature of the TMC CONNECT frame (official Java SDK). `timestamp` is Unix milliseconds in decimal. */
export function signTmcConnect(
  secret: string,
  connect: { readonly appKey: string; readonly groupName: string; readonly timestamp: string },
): string {
  const { appKey, groupName, timestamp } = connect
  return md5Upper(`${secret}app_key${appKey}group_name${groupName}timestamp${timestamp}${secret}`)
}

function md5Upper(text: string): string {
  return createHash('md5').update(text).digest('hex').toUpperCase()
}
