import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ErpWrite, OrderState } from '@baton/contract'
import fc from 'fast-check'
import { takeWrites } from '../../erp/index.ts'
import type { Break } from '../breaks.ts'
import { command, mishap, which } from '../command.ts'
import { type ErpRequest, type Model, type ModelOrder, pick } from '../model.ts'
import type { World } from '../world.ts'

const REPORTS = {
  packing: () => status('packing'),
  partShipped: (waybill) => status('part_shipped', waybill),
  shipped: (waybill) => status('shipped', waybill),
  shippedUntold: () => status('shipped'),
  done: () => status('done'),
  cancelled: () => status('cancelled'),
  overwrite: () => status('to_ship'),
  waybill: (waybill) => ({ kind: 'waybill', parcels: [parcel(waybill)] }),
  hold: () => ({ kind: 'hold', reason: 'stock_out', note: '' }),
  lift: () => ({ kind: 'lift', reason: 'stock_out' }),
} as const satisfies Record<string, (waybill: string) => ErpWrite['report']>
type Report = keyof typeof REPORTS
const NAMES = Object.keys(REPORTS) as Report[]

function parcel(waybill: string) {
  return { carrier: 'SF', waybill, lines: [] }
}

function status(to: OrderState, waybill?: string) {
  return { kind: 'status' as const, to, parcels: waybill === undefined ? [] : [parcel(waybill)] }
}

interface Write {
  readonly order: number
  readonly what: Report
  readonly waybill: number
}
const write = fc.record({ order: which, what: fc.constantFrom(...NAMES), waybill: which })

/** The same key hears the same for ever; what is promised of holds is kept. */
async function send(model: Model, world: World, request: ErpRequest, broken: Break | null): Promise<void> {
  const { key, writes } = request
  const body = Buffer.from(JSON.stringify(writes))
  const taken = await world.surely(broken, ({ ctx }) =>
    takeWrites(ctx, world.erp, { key, body, writes, address: '192.0.2.7' }),
  )
  if (taken.kind !== 'answered') throw new Error(`an ERP that nobody paused was not answered: ${taken.kind}`)
  if (request.results !== null) {
    if (!isDeepStrictEqual(request.results, taken.results))
      throw new Error(`${key} was answered otherwise than before: ${JSON.stringify([request.results, taken.results])}`)
    return
  }
  request.results = taken.results
  for (const [index, { verdict }] of taken.results.entries()) {
    const told = writes[index]
    const order = model.orders.find((one) => told && 'number' in told.order && told.order.number === one.number)
    if (!order || !told) continue
    if (verdict === 'applied') believe(order, told.report)
    else model.refused(order.id, verdict)
  }
}

function believe(order: ModelOrder, report: ErpWrite['report']): void {
  if (report.kind === 'hold') order.holds.push({ by: 'erp', reason: report.reason, until: null })
  if (report.kind === 'lift')
    order.holds = order.holds.filter((one) => one.by !== 'erp' || one.reason !== report.reason)
}

const writes = command<{ writes: Write[]; mishap: Break | null }>(
  'ERP writes',
  { writes: fc.array(write, { minLength: 1, maxLength: 3 }), mishap },
  {
    can: (model) => model.orders.some((one) => one.id !== null),
    async run(model, world, told) {
      const request: ErpRequest = {
        ...{ key: randomUUID(), results: null },
        writes: told.writes.map(({ order: at, what, waybill }) => {
          const order = model.order(at)
          return { order: { number: order.number }, report: REPORTS[what](pick(order.waybills, waybill)) }
        }),
      }
      model.requests.push(request)
      await send(model, world, request, told.mishap)
    },
  },
)

const again = command<{ back: number; mishap: Break | null }>(
  'ERP sends again',
  { back: which, mishap },
  {
    can: (model) => model.requests.length > 0,
    run: (model, world, { back, mishap }) => send(model, world, pick(model.requests.toReversed(), back), mishap),
  },
)

export const ERP = [writes, writes, again]
