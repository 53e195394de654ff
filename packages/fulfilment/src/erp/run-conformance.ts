import type {
  ConformanceCheck,
  ConformanceRun,
  ConformanceVerdict,
  ErpEventType,
  ErpOrderView,
  OrderState,
} from '@baton/contract'
import { signedHeaders } from '@baton/platforms/standard-webhooks'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { OutgoingFailure, sendOutgoing } from '../runtime/outgoing.ts'
import { randomLetters } from '../runtime/random-letters.ts'
import { subscriptionPlace } from './subscriptions.ts'

const TIMEOUT_MS = 5000
const OLD_MS = 10 * 60_000

/** A test order's way, the last step first; each event is what the order is like then. */
const STEPS = [
  { type: 'order.shipped', state: 'shipped', seq: 3 },
  { type: 'order.paid', state: 'to_ship', seq: 2 },
  { type: 'order.created', state: 'pending_payment', seq: 1 },
] as const satisfies readonly { type: ErpEventType; state: OrderState; seq: number }[]
type Step = (typeof STEPS)[number]

interface Address {
  readonly url: string
  readonly secret: string
}

/**
 * Sends an address that subscribed what it must be able to bear, one after the other and once each: an event, the same
 * again, an older one after it, one that somebody changed on the way, and one that is ten minutes old. The order in them
 * is none of ours. Throws `ERP_NOT_FOUND`, and `INPUT_INVALID` where it does not hear of shipments.
 */
export async function runConformance(ctx: Context, input: { id: string }): Promise<ConformanceRun> {
  const [known] = await ctx.sql<{ url: string; types: ErpEventType[]; sealed: Uint8Array }[]>`
    SELECT url, types, sealed FROM erp_subscriptions WHERE id = ${input.id} AND disabled_at IS NULL`
  if (!known) throw new Failure('ERP_NOT_FOUND')
  const [newer, ...earlier] = STEPS.filter((step) => known.types.includes(step.type))
  if (newer?.type !== 'order.shipped') throw inputInvalid({ types: 'needs_shipments' })
  const order = `BATON-TEST-${randomLetters(8)}`
  const to = { url: known.url, secret: ctx.secrets.open(known.sealed, subscriptionPlace(input.id)).toString() }
  const checks = await tryAll(ctx, to, { order, newer, older: earlier[0] ?? null })
  return { order, checks }
}

async function tryAll(
  ctx: Context,
  to: Address,
  told: { order: string; newer: Step; older: Step | null },
): Promise<ConformanceRun['checks']> {
  const [newer, older] = [told.newer, told.older].map((step) => step && eventOf(ctx, told.order, step))
  const id = (name: string) => `${told.order}/${name}`
  const message = { id: id('newer'), body: newer ?? '', at: ctx.now() }
  const forged = { ...message, id: id('forged'), sent: message.body.replace('"quantity":1', '"quantity":9') }
  const tries: readonly (readonly [ConformanceCheck, Message | null])[] = [
    ['takes_event', message],
    ['takes_repeat', message],
    ['takes_late', older ? { ...message, id: id('older'), body: older } : null],
    ['refuses_forged', forged],
    ['refuses_old', { ...message, id: id('old'), at: new Date(ctx.now().getTime() - OLD_MS) }],
  ]
  const checks: ConformanceRun['checks'][number][] = []
  let isThere = true
  for (const [check, one] of tries) {
    const answer: number | string | null = one && isThere ? await send(ctx, to, one) : null
    if (check === 'takes_event') isThere = typeof answer === 'number'
    checks.push({ check, verdict: verdictOf(check, answer), answer: String(answer ?? '') })
  }
  return checks
}

function verdictOf(check: ConformanceCheck, answer: number | string | null): ConformanceVerdict {
  if (answer === null) return 'untried'
  const status = typeof answer === 'number' ? answer : 0
  const isGood = check.startsWith('takes') ? status >= 200 && status < 300 : status >= 400 && status < 500
  return isGood ? 'passed' : 'failed'
}

interface Message {
  readonly id: string
  readonly body: string
  readonly at: Date
  /** Instead of what was signed. */
  readonly sent?: string
}

/** The HTTP status, or why there was none. */
async function send(ctx: Context, { url, secret }: Address, { id, body, at, sent }: Message): Promise<number | string> {
  const headers = { 'content-type': 'application/json', ...signedHeaders([secret], { id, at, body }) }
  try {
    const request = { method: 'POST', url, headers, body: sent ?? body } as const
    return (await sendOutgoing(ctx, request, { timeoutMs: TIMEOUT_MS, maxReply: 64_000 })).status
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    return error.code
  }
}

function eventOf(ctx: Context, order: string, { type, state, seq }: Step): string {
  const now = ctx.now().toISOString()
  const view: ErpOrderView = {
    ...{ id: order, seq, platform: 'own-shop', shop: 'BATON-TEST', number: order, state, shown: state },
    ...{
      holds: [],
      warehouse: null,
      lockedUntil: null,
      shipBy: null,
      sellerFlag: null,
      sellerFlagLabel: null,
      updatedAt: now,
    },
    lines: [{ number: '1', sku: null, title: 'BATON-TEST', quantity: 1 }],
    parcels: state === 'shipped' ? [{ carrier: 'YTO', waybill: order, trace: 'created' }] : [],
  }
  return JSON.stringify({ type, timestamp: now, data: { seq, order: view } })
}
