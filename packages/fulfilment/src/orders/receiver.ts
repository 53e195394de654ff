import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { ReceiverSnapshot } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import { openWith, type Secrets, sealWith } from '../runtime/secrets.ts'

const KEY_PLACE = 'receiver_keys.wrapped'

/** HMAC of all that the channel told of a receiver, to see a change without opening anything. */
export function receiverMac(secrets: Secrets, receiver: ReceiverSnapshot): string {
  const names = Object.keys(receiver).sort() as (keyof ReceiverSnapshot)[]
  return secrets.mac('receiver', JSON.stringify(names.map((name) => [name, receiver[name]]))).toString('base64url')
}

/** A new key for one order's receiver data, wrapped for storage. Destroying the wrapped key erases the data. */
export function newReceiverKey(secrets: Secrets, orderId: string): { key: KeyObject; wrapped: Buffer } {
  const key = randomBytes(32)
  return { key: createSecretKey(key), wrapped: secrets.seal(key, `${KEY_PLACE}:${orderId}`) }
}

export function unwrapReceiverKey(secrets: Secrets, orderId: string, wrapped: Uint8Array): KeyObject {
  return createSecretKey(secrets.open(wrapped, `${KEY_PLACE}:${orderId}`))
}

export interface SealedReceiver {
  readonly orderId: string
  readonly version: number
  readonly sealed: Buffer
  readonly phoneMac: Buffer | null
  readonly tailMac: Buffer | null
  readonly recordedAt: Date
}

/** One version of a receiver under its order's key, with the MACs it may be searched by. */
export function sealReceiver(
  ctx: Context,
  key: KeyObject,
  row: { orderId: string; version: number; receiver: ReceiverSnapshot },
): SealedReceiver {
  const digits = row.receiver.phone.replace(/\D/g, '')
  const masked = row.receiver.phone.includes('*')
  const tail = /(\d{4})\D*$/.exec(row.receiver.phone)?.[1]
  return {
    orderId: row.orderId,
    version: row.version,
    sealed: sealWith(key, JSON.stringify(row.receiver), `receivers:${row.orderId}:${row.version}`),
    phoneMac: !masked && digits.length >= 7 ? phoneMac(ctx.secrets, digits) : null,
    tailMac: tail ? phoneTailMac(ctx.secrets, tail) : null,
    recordedAt: ctx.now(),
  }
}

/** Of a phone's digits, where its channel tells them all. */
export function phoneMac(secrets: Secrets, digits: string): Buffer {
  return secrets.mac('phone', digits)
}

export function phoneTailMac(secrets: Secrets, lastFour: string): Buffer {
  return secrets.mac('phone-tail', lastFour)
}

/** One version as it is read: what is sealed never changes; the order's key is gone once it was erased. */
export interface StoredReceiver {
  readonly orderId: string
  readonly version: number
  readonly sealed: Uint8Array
  readonly wrapped: Uint8Array | null
}

/** Opens one stored version; null when its key was destroyed. */
export function openReceiver(secrets: Secrets, row: StoredReceiver): ReceiverSnapshot | null {
  if (!row.wrapped) return null
  const key = unwrapReceiverKey(secrets, row.orderId, row.wrapped)
  return JSON.parse(openWith(key, row.sealed, `receivers:${row.orderId}:${row.version}`).toString()) as ReceiverSnapshot
}
