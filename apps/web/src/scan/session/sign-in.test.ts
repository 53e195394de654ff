import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CallFailure } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { signInByBadge } from './sign-in.ts'

const [BADGE, PIN] = ['BG-LIMEI01X', '2468']
const holder = { id: 'staff-7', name: '李梅', isClockedIn: false, station: null }

const answering = (code: string) => vi.spyOn(floorApi, 'signIn').mockRejectedValue(new CallFailure(code))
const signIn = (pin = PIN) =>
  signInByBadge(BADGE, pin).then(
    ({ id }) => id,
    (error: CallFailure) => error.code,
  )

describe('without network', () => {
  beforeEach(async () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    })
    vi.spyOn(floorApi, 'signIn').mockResolvedValue(holder)
    await signIn()
  })

  test('a badge that signed in here is believed, also after a wrong PIN', async () => {
    answering('PIN_WRONG')
    expect(await signIn()).toBe('PIN_WRONG')
    answering('UNREACHABLE')
    expect(await signIn()).toBe('staff-7')
  })

  test('the PIN must be the one that it signed in with', async () => {
    answering('UNREACHABLE')
    expect(await signIn('1357')).toBe('PIN_WRONG')
    expect(await signIn()).toBe('staff-7')
  })

  test('five wrong PINs in a row, and the server has to see it first; a right one in between begins anew', async () => {
    answering('DATABASE_UNAVAILABLE')
    for (const pin of ['0000', '0001', '0002', '0003']) expect(await signIn(pin)).toBe('PIN_WRONG')
    expect(await signIn()).toBe('staff-7')
    for (const pin of ['0000', '0001', '0002', '0003', '0004']) expect(await signIn(pin)).toBe('PIN_WRONG')
    expect(await signIn()).toBe('DATABASE_UNAVAILABLE')
  })

  test.each(['PIN_LOCKED', 'BADGE_UNKNOWN', 'BADGE_EXPIRED'])(
    'one that the server has closed since is not: %s',
    async (code) => {
      answering(code)
      expect(await signIn()).toBe(code)
      answering('UNREACHABLE')
      expect(await signIn()).toBe('UNREACHABLE')
    },
  )
})
