import { describe, expect, it } from 'vitest'
import { storable, storableText } from './storable.ts'

const message = { key: 'k', topic: 't', orderNumber: '1', shopNumber: 's', body: Buffer.from('{}') }

describe('the envelope of a signed message', () => {
  it('stays as it is when Postgres can hold it', () => {
    expect(storable(message)).toEqual(message)
  })

  it.each(['a\0b', 'x'.repeat(10_000), '\ud800'])('never keeps a message from being kept: %j', (odd) => {
    const kept = storable({ ...message, key: odd, topic: odd, orderNumber: odd, shopNumber: odd })
    expect(kept.key).toMatch(/^[0-9a-f]{64}$/)
    expect(kept.topic).toBe(storableText(odd, 100))
    expect(kept).toMatchObject({ orderNumber: null, shopNumber: null, body: message.body })
  })

  it('keeps different odd keys apart', () => {
    const keys = ['\ud800', '\ud801', 'a\0', 'a\0\0'].map((key) => storable({ ...message, key }).key)
    expect(new Set(keys).size).toBe(4)
  })
})
