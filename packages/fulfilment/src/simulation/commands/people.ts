import type { HoldReason, OrderActionResult } from '@baton/contract'
import fc from 'fast-check'
import { readWords, saveMapping } from '../../channels/index.ts'
import {
  acknowledgeInterception,
  eraseBuyer,
  holdOrders,
  liftHolds,
  listInterceptions,
  moveBack,
  resolveInterception,
} from '../../orders/index.ts'
import { unbindParcel } from '../../scans/index.ts'
import type { Break } from '../breaks.ts'
import { command, noticed, which } from '../command.ts'
import { NEW_CODE } from '../gateway-outside.ts'
import { type Model, pick } from '../model.ts'
import type { World } from '../world.ts'
import { NEW_WORD } from './channel.ts'

const REASONS = ['risk', 'stock_out', 'address_changed'] as const satisfies readonly HoldReason[]
const reason = fc.constantFrom(...REASONS)
const known = (model: Readonly<Model>, { order }: { order: number }) => model.order(order).id !== null

function idOf(model: Model, at: number): string {
  const { id } = model.order(at)
  if (id === null) throw new Error('not known yet')
  return id
}

function noteRefusal(model: Model, { orderId, verdict }: OrderActionResult): boolean {
  if (verdict !== 'applied') model.refused(orderId, verdict)
  return verdict === 'applied'
}

const holds = command<{ order: number; reason: (typeof REASONS)[number]; forMs: number | null; mishap: Break | null }>(
  'person holds',
  { order: which, reason, forMs: fc.constantFrom(null, null, 600_000), mishap: noticed },
  {
    can: known,
    async run(model, world, { order: at, reason, forMs, mishap }) {
      const until = forMs === null ? null : new Date(world.now.getTime() + forMs)
      const orders = { ids: [idOf(model, at)] }
      const [result] = await world.surely(mishap, ({ ctx }) =>
        holdOrders(ctx, { orders, reason, note: '', until: until?.toISOString() ?? null }),
      )
      if (!result || !noteRefusal(model, result)) return
      const order = model.order(at)
      order.holds = order.holds.filter((one) => one.by !== 'person' || one.reason !== reason)
      order.holds.push({ by: 'person', reason, until })
    },
  },
)

const lifts = command<{ order: number; reason: (typeof REASONS)[number]; mishap: Break | null }>(
  'person lifts',
  { order: which, reason, mishap: noticed },
  {
    can: known,
    async run(model, world, { order: at, reason, mishap }) {
      const ids = [idOf(model, at)]
      const [result] = await world.surely(mishap, ({ ctx }) => liftHolds(ctx, { ids, reason }))
      if (!result || !noteRefusal(model, result)) return
      const order = model.order(at)
      order.holds = order.holds.filter((one) => one.reason !== reason)
    },
  },
)

const movesBack = command<{ order: number; to: 'to_ship' | 'packing'; mishap: Break | null }>(
  'person moves back',
  { order: which, to: fc.constantFrom('to_ship', 'packing'), mishap: noticed },
  {
    can: known,
    async run(model, world, { order, to, mishap }) {
      const id = idOf(model, order)
      noteRefusal(model, await world.surely(mishap, ({ ctx }) => moveBack(ctx, { id, to, reason: '快递退回' })))
    },
  },
)

const unbinds = command<{ order: number; waybill: number; mishap: Break | null }>(
  'person unbinds',
  { order: which, waybill: which, mishap: noticed },
  {
    can: known,
    async run(model, world, { order, waybill, mishap }) {
      const told = { id: idOf(model, order), waybill: pick(model.order(order).waybills, waybill), reason: '扫错面单' }
      noteRefusal(model, await world.surely(mishap, ({ ctx }) => unbindParcel(ctx, told)))
    },
  },
)

const erases = command<{ order: number; mishap: Break | null }>(
  'person erases the buyer',
  { order: which, mishap: noticed },
  {
    can: known,
    async run(model, world, { order, mishap }) {
      const id = idOf(model, order)
      const told = { id, scope: 'order', reason: '买家要求', typed: id.slice(-4) } as const
      const [result] = await world.surely(mishap, ({ ctx }) => eraseBuyer(ctx, told))
      if (!result) return
      if (noteRefusal(model, result) || result.verdict === 'duplicate') model.order(order).isErased = true
    },
  },
)

const RESOLUTIONS = ['intercepted', 'not_needed', 'too_late'] as const
const intercepts = command<{ resolution: (typeof RESOLUTIONS)[number] | null }>(
  'person intercepts',
  { resolution: fc.constantFrom(null, ...RESOLUTIONS) },
  {
    async run(_model, world, { resolution }) {
      const [task] = (await listInterceptions(world.ctx, { open: true, limit: 1 })).rows
      if (!task) return
      const { id } = task
      await world.surely(null, ({ ctx }) =>
        resolution === null
          ? acknowledgeInterception(ctx, { id })
          : resolveInterception(ctx, { id, resolution, note: '已处理' }),
      )
    },
  },
)

const NEW_WORDS = [
  { platform: 'own-shop', native: NEW_WORD },
  { platform: 'weixin-shop', native: NEW_CODE },
] as const

/** Gives each new word its meaning, once. */
export async function mapWords(world: World): Promise<void> {
  const known = await readWords(world.ctx.sql)
  for (const { platform, native } of NEW_WORDS) {
    if (known.some((one) => one.platform === platform && one.native === native)) continue
    const word = { platform, axis: 'order', native, standard: 'to_ship' } as const
    await world.surely(null, ({ ctx }) => saveMapping(ctx, { ...word, reason: '商城新词', expectedVersion: 0 }))
  }
}

const maps = command<Record<string, never>>('person maps words', {}, { run: (_model, world) => mapWords(world) })

export const PEOPLE = [holds, holds, lifts, movesBack, unbinds, erases, intercepts, maps]
