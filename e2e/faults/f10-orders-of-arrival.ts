import type postgres from 'postgres'
import type { Fault } from './fault.ts'
import type { Pusher } from './harness/pusher.ts'
import { quiet } from './harness/quiet.ts'
import { CHAPTERS, pushesOf, type Story, waybillOf } from './harness/stories.ts'

const AT_ONCE = 32
const TIMES = 3

/** Every order of arrival of an order's five messages, each three times: the same end, whoever came first. */
export const ordersOfArrival: Fault = {
  id: 'F10',
  title: 'duplicates ×3 and all 120 orders of 5 events',
  async run({ owner, pusher, notes, check }) {
    const born = new Date(Date.now() - 3_600_000)
    for (const signedBy of ['trace', 'status'] as const) {
      const prefix = signedBy === 'trace' ? 'PT' : 'PS'
      const stories = permutations(CHAPTERS.map((_, index) => index)).map((sequence, index) => ({
        story: { orderNumber: `${prefix}${String(index).padStart(3, '0')}`, born, signedBy } satisfies Story,
        sequence,
      }))
      const next = stories.values()
      const lane = async () => {
        for (const { story, sequence } of next) await tell(pusher, story, sequence)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, lane))
      check((await quiet(owner)) === null, `${prefix}: no quiet`)
      const ends = new Map<string, string>()
      for (const { story } of stories) {
        const end = JSON.stringify(await endOf(owner, story))
        if (!ends.has(end)) ends.set(end, story.orderNumber)
      }
      const effects = JSON.stringify(['created', 'left', 'paid', signedBy === 'trace' ? 'parcel_signed:W' : 'shipped'])
      check(
        [...ends.keys()].every((end) => end.includes(effects.slice(1, -1))),
        `${prefix}: effects are missing`,
      )
      check(ends.size === 1, `${prefix}: ${ends.size} different ends, e.g. ${differing([...ends.keys()])}`)
      notes.push(`${stories.length} orders signed by ${signedBy}, ${ends.size} end`)
    }
  },
}

/** Sends the chapters in this order, each three times: twice together, and all once more at the end. */
async function tell(pusher: Pusher, story: Story, sequence: readonly number[]): Promise<void> {
  const pushes = pushesOf(story)
  for (const chapter of sequence) for (let time = 1; time < TIMES; time += 1) await deliver(pusher, pushes[chapter])
  for (const chapter of sequence) await deliver(pusher, pushes[chapter])
}

async function deliver(pusher: Pusher, push: Parameters<Pusher['deliver']>[0] | undefined): Promise<void> {
  if (push) await pusher.deliver(push)
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((first) => permutations(items.filter((one) => one !== first)).map((rest) => [first, ...rest]))
}

/** The order, its parcels, its effects and the ids of its kept messages, without what names this order or this moment. */
async function endOf(owner: postgres.Sql, story: Story): Promise<object> {
  const number = story.orderNumber
  const [row] = await owner`
    SELECT to_jsonb(o) - '{id,native_number,seq,customer_id,receiver_mac,warehouse_id,warehouse_reason,province}'::text[]
      - '{lines_hash,line_summary,chain,locked_until,called_off,recorded_at,updated_at}'::text[] AS record,
      (SELECT array_agg(effect ORDER BY effect) FROM order_events e, unnest(e.effects) AS effect WHERE e.order_id = o.id) AS effects,
      (SELECT array_agg(key ORDER BY key) FROM channel_events WHERE order_number = o.native_number) AS kept,
      (SELECT jsonb_agg(jsonb_build_array(s.carrier, s.waybill, s.trace, s.trace_at, l.line_number) ORDER BY s.id, l.line_number)
       FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id WHERE l.order_id = o.id) AS parcels,
      (SELECT array_agg(kind || state ORDER BY kind) FROM deadlines WHERE split_part(subject, '/', 1) = o.id AND state = 'armed') AS armed
    FROM orders o WHERE native_number = ${number}`
  const text = JSON.stringify(row ?? {})
    .replaceAll(waybillOf(story), 'W')
    .replaceAll(number, 'N')
  return JSON.parse(text) as object
}

function differing(ends: readonly string[]): string {
  const [one = '', other = ''] = ends
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return `${one.slice(Math.max(0, at - 60), at + 60)} ≠ ${other.slice(Math.max(0, at - 60), at + 60)}`
}
