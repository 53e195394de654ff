import { randomUUID } from 'node:crypto'
import type { TraceState } from '@baton/contract'
import fc from 'fast-check'
import type { Break } from '../breaks.ts'
import { command, mishap, which } from '../command.ts'
import { pick, type Saying } from '../model.ts'
import { type Fate, fate, follow } from './channel.ts'

const WORDS = ['picked_up', 'in_transit', 'exception', 'signed', 'returned'] as const satisfies readonly TraceState[]

/** A carrier's callback about a parcel, whether or not anybody knows the parcel yet. */
const calls = command<{
  order: number
  waybill: number
  word: TraceState
  agoMs: number
  fate: Fate
  mishap: Break | null
}>(
  'carrier says',
  {
    ...{ order: which, waybill: which, word: fc.constantFrom(...WORDS), fate, mishap },
    agoMs: fc.constantFrom(0, 60_000, 7_200_000),
  },
  {
    async run(model, world, { order, waybill, word, agoMs, fate, mishap }) {
      const { number, waybills } = pick(
        model.orders.filter((one) => !one.isHinted),
        order,
      )
      const parcel = { orderNumber: number, carrier: 'SF', waybill: pick(waybills, waybill) }
      const occurredAt = new Date(world.now.getTime() - agoMs)
      const trace = { ...parcel, nativeStatus: word, occurredAt, text: word }
      const saying: Saying = { id: randomUUID(), isKept: false, trace }
      model.sayings.push(saying)
      await follow(model, world, { saying, fate, broken: mishap })
    },
  },
)

export const CARRIER = [calls]
