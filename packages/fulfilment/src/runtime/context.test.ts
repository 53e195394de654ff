import { expect, test } from 'vitest'
import { isSecure, originsOf } from './context.ts'

const lan = 'https://192.168.1.20:3443'

test.each([
  ['http://localhost:3000', undefined, ['http://localhost:3000', 'http://127.0.0.1:3000'], false],
  ['https://baton.example.com/', undefined, ['https://baton.example.com'], true],
  [lan, lan, ['http://localhost:3000', 'http://127.0.0.1:3000'], false],
  ['https://baton.example.com', lan, ['https://baton.example.com'], true],
])(
  'with %s as public and %s in the local network the plain door is called %j',
  (publicUrl, lanUrl, origins, secure) => {
    const env = { BATON_PUBLIC_URL: publicUrl, BATON_PORT: 3000, ...(lanUrl ? { BATON_LAN_URL: lanUrl } : {}) }
    expect(originsOf(env)).toEqual(origins)
    expect(isSecure({ origins: originsOf(env) })).toBe(secure)
  },
)
