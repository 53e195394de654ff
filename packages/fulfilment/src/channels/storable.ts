import { createHash } from 'node:crypto'
import type { PushedMessage } from '@baton/platforms'

const LONGEST_KEY = 200
const LONGEST_TOPIC = 100
const LONGEST_NUMBER = 200

/**
 * What was signed is kept, however odd its envelope: a key that Postgres cannot hold or index is replaced by its hash,
 * a number is left out. The bytes stay as they came, so that reading them says what is wrong.
 */
export function storable(message: PushedMessage): PushedMessage {
  return {
    ...message,
    key: fits(message.key, LONGEST_KEY) ? message.key : hashOf(message.key),
    topic: storableText(message.topic, LONGEST_TOPIC),
    orderNumber: numberOf(message.orderNumber),
    shopNumber: numberOf(message.shopNumber),
  }
}

/** Text that Postgres takes, also inside JSON: without NUL and half characters, cut to its limit. */
export function storableText(text: string, longest: number): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text
  return whole.slice(0, longest).toWellFormed()
}

/**
 * What people wrote, as it can be stored: an emoji that somebody cut in half, or a NUL, keeps no order from arriving. The
 * same object where all is well.
 */
export function storableTexts<T extends object>(told: T): T {
  let clean = told
  for (const [key, one] of Object.entries(told))
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed()))
      clean = { ...clean, [key]: storableText(one, one.length) }
  return clean
}

/** Escaped first: half characters of different value must not meet in one hash. */
function hashOf(key: string): string {
  return createHash('sha256').update(JSON.stringify(key)).digest('hex')
}

function numberOf(number: string | null): string | null {
  return number !== null && fits(number, LONGEST_NUMBER) ? number : null
}

function fits(text: string, longest: number): boolean {
  return text.length <= longest && !text.includes('\0') && text.isWellFormed()
}
