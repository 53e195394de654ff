import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { UnreadableMessage } from '../driver.ts'

const BLOCK = 32
const RANDOM = 16

/** Lowercase hex SHA-1 over the sorted parts; with three parts it verifies the address, with the ciphertext a message (official documentation). */
export function sha1Sorted(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/**
 * Encrypts one message: AES-256-CBC, key = base64 of EncodingAESKey plus `=`, iv = first 16 bytes of the key,
 * PKCS#7 with blocks of 32, plaintext = 16 random bytes + length (big endian) + message + appid (official documentation).
 */
export function encryptMessage(
  message: string,
  to: { readonly encodingAesKey: string; readonly appId: string },
  random: Uint8Array,
): string {
  if (random.length !== RANDOM) throw new RangeError(`The random prefix has ${random.length} bytes instead of 16.`)
  const text = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random, length, text, Buffer.from(to.appId, 'utf8')])
  const padding = BLOCK - (plain.length % BLOCK)
  const key = aesKey(to.encodingAesKey)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  )
}

export interface Decrypted {
  readonly message: Uint8Array
  /** The receiver the sender meant; the caller must compare it. */
  readonly appId: string
}

/** Decrypts one message. Throws `UnreadableMessage` when length or padding do not fit. */
export function decryptMessage(encrypted: string, encodingAesKey: string): Decrypted {
  const plain = unpadded(decipher(encrypted, encodingAesKey))
  if (plain.length < RANDOM + 4) throw new UnreadableMessage('The decrypted message is too short.')
  const end = RANDOM + 4 + plain.readUInt32BE(RANDOM)
  if (end > plain.length) throw new UnreadableMessage('The decrypted message is shorter than it says.')
  return { message: plain.subarray(RANDOM + 4, end), appId: plain.subarray(end).toString('utf8') }
}

function decipher(encrypted: string, encodingAesKey: string): Buffer {
  try {
    const key = aesKey(encodingAesKey)
    const aes = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    return Buffer.concat([aes.update(encrypted, 'base64'), aes.final()])
  } catch (cause) {
    throw new UnreadableMessage('The message cannot be decrypted.', { cause })
  }
}

function unpadded(plain: Buffer): Buffer {
  const padding = plain.at(-1) ?? 0
  const fits = padding >= 1 && padding <= BLOCK && padding <= plain.length
  if (!fits || plain.subarray(-padding).some((byte) => byte !== padding)) {
    throw new UnreadableMessage('The padding of the decrypted message is wrong.')
  }
  return plain.subarray(0, -padding)
}

function aesKey(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64')
}
