import { describe, expect, it } from 'vitest'
import { createSecrets } from './secrets.ts'

const secrets = createSecrets(Buffer.alloc(32, 7))

describe('secrets', () => {
  it('opens what it sealed, only in its place', () => {
    const sealed = secrets.seal('app secret', 'channel_apps.fields:1')
    expect(secrets.open(sealed, 'channel_apps.fields:1').toString()).toBe('app secret')
    expect(() => secrets.open(sealed, 'channel_apps.fields:2')).toThrow()
  })

  it('never seals the same text to the same bytes', () => {
    expect(secrets.seal('x', 'p').equals(secrets.seal('x', 'p'))).toBe(false)
  })

  it('refuses a changed byte, and names the cause when the key is another', () => {
    const sealed = secrets.seal('x', 'p')
    const changed = Buffer.from(sealed)
    changed[sealed.length - 1] = (changed[sealed.length - 1] ?? 0) ^ 1
    expect(() => secrets.open(changed, 'p')).toThrow()
    expect(() => createSecrets(Buffer.alloc(32, 8)).open(sealed, 'p')).toThrow('BATON_SECRET_KEY')
  })
})
