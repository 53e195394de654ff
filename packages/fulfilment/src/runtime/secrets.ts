import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

const VERSION = 1
const NONCE = 12
const TAG = 16

/** Seals and opens what is stored encrypted, and makes the MACs that sealed data is searched by. */
export interface Secrets {
  /** AES-256-GCM; `place` (table, row, field) is bound in, so that a sealed value opens only where it was written. */
  seal(plain: Uint8Array | string, place: string): Buffer
  open(sealed: Uint8Array, place: string): Buffer
  /** HMAC-SHA-256 under a key used for nothing else; for looking up what is stored sealed. */
  mac(purpose: string, text: string): Buffer
}

/** `master`: 32 bytes from the environment. The first sealed byte names the key's version, the next four the key itself. */
export function createSecrets(master: Uint8Array): Secrets {
  const derive = (use: string) => createSecretKey(Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), use, 32)))
  const sealing = derive('seal')
  const macKeys = new Map<string, KeyObject>()
  const keyId = createHash('sha256').update(sealing.export()).digest().subarray(0, 4)
  return {
    seal: (plain, place) => Buffer.concat([Buffer.of(VERSION), keyId, sealWith(sealing, plain, place)]),
    open(sealed, place) {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== VERSION || !bytes.subarray(1, 5).equals(keyId))
        throw new Error('Sealed with another key: BATON_SECRET_KEY is not the one this database was written with')
      return openWith(sealing, bytes.subarray(5), place)
    },
    mac(purpose, text) {
      const key = macKeys.get(purpose) ?? derive(`mac:${purpose}`)
      macKeys.set(purpose, key)
      return createHmac('sha256', key).update(text).digest()
    },
  }
}

/** Nonce, tag and ciphertext under one explicit key. A `KeyObject` spares Node a slow look at what kind of key it is. */
export function sealWith(key: KeyObject, plain: Uint8Array | string, place: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(Buffer.from(plain as Uint8Array)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

export function openWith(key: KeyObject, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
}
