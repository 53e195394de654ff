import { expect, it } from 'vitest'
import { Claims } from './claims.ts'
import type { PendingEvent } from './take-up.ts'

const about = (orderNumber: string | null) => ({ orderNumber }) as PendingEvent

it('a round takes nothing of the orders that another has in hand, and looks only once the other has taken', async () => {
  const claims = new Claims()
  const first = Symbol('first')
  const second = Symbol('second')
  let finish = (_events: PendingEvent[]) => {}
  const taking = claims.take(first, () => new Promise((resolve) => (finish = resolve)))
  const seen: (readonly string[])[] = []
  const look = async (without: readonly string[]) => {
    seen.push(without)
    return [about('B')]
  }
  const next = claims.take(second, look)
  await Promise.resolve()
  expect(seen).toEqual([])
  finish([about('A'), about(null), about('A')])
  await Promise.all([taking, next])
  expect(seen).toEqual([['A']])
  claims.letGo(first)
  await claims.take(Symbol('third'), look)
  expect(seen[1]).toEqual(['B'])
})

it('a round that fails to take holds up nobody', async () => {
  const claims = new Claims()
  const failed = claims.take(Symbol('failed'), () => Promise.reject(new Error('away')))
  await expect(failed).rejects.toThrow('away')
  expect(await claims.take(Symbol('next'), async (without) => without.map(about))).toEqual([])
})
