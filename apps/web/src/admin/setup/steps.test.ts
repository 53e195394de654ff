import type { SetupView } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { progressOf, stepsOf } from './steps.ts'

const NOTHING: SetupView = {
  ...{ warehouses: 0, rules: 0, unassigned: 0, products: false, badges: 0, devices: 0, printers: 0 },
  ...{ publicUrl: 'http://localhost:3000', isPublic: false, isPushedTo: false },
  ...{ channels: 0, shops: 0, shopsToAuthorise: [], hasHeard: false, waysToPeople: 0 },
}
const stateOf = (part: Partial<SetupView>) => {
  const steps = stepsOf({ ...NOTHING, ...part })
  return Object.fromEntries(Object.values(steps).map(({ key, state }) => [key, state]))
}

describe('the steps of a set-up', () => {
  it('begin with a warehouse; what nothing needs yet is not counted', () => {
    expect(progressOf(stepsOf(NOTHING))).toEqual({ done: 0, of: 9, next: 'warehouses' })
    expect(stateOf({})).toMatchObject({ warehouses: 'open', address: 'spare', printers: 'spare' })
  })

  it('are wrong where what is there keeps orders from their way, and lead to it', () => {
    const steps = stepsOf({
      ...NOTHING,
      warehouses: 1,
      rules: 1,
      unassigned: 3,
      shops: 2,
      shopsToAuthorise: ['旗舰店'],
    })
    expect(steps.rules).toEqual({ key: 'rules', state: 'wrong', href: '/admin/orders/?warehouse=none&shown=to_ship' })
    expect(steps.shops).toMatchObject({ state: 'wrong', href: '/admin/catalogue/shops/' })
    expect(progressOf(steps).next).toBe('rules')
    expect(stateOf({ unassigned: 3 })).toMatchObject({ rules: 'open' })
  })

  it('ask for a public address once something is pushed to it', () => {
    expect(stateOf({ isPushedTo: true })).toMatchObject({ address: 'open' })
    expect(stateOf({ isPushedTo: true, isPublic: true })).toMatchObject({ address: 'done' })
  })

  it('come to an end', () => {
    const all = { warehouses: 1, rules: 1, products: true, isPublic: true, channels: 1, shops: 1, hasHeard: true }
    const floor = { badges: 1, devices: 1, printers: 1, waysToPeople: 1 }
    expect(progressOf(stepsOf({ ...NOTHING, ...all, ...floor }))).toEqual({ done: 11, of: 11, next: null })
  })
})
