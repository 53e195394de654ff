import { ORDER_STATE_RANK } from '@baton/contract'
import { DRIVERS, type OrderSnapshot, type ShipCall, type ShipInput, type ShipOutcome } from '@baton/platforms'
import type { ChannelApp, ChannelShop } from '../catalogue/index.ts'
import type { Delivery, Sender, SendResult, ShipPayload } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { AppCache } from './app-cache.ts'
import { callPlatform, type Exchange, PlatformFailure } from './call-platform.ts'
import { readCarrierCodes } from './carrier-codes.ts'
import { readShipFacts } from './ship-facts.ts'
import { readStatusMaps } from './status-maps.ts'
import { answerOf, failedResult, findTarget, settleWriteBack, writeBackLimits } from './write-back-result.ts'

/** Requests one shipment may take at a channel that takes it piece by piece. */
const MOST_REQUESTS = 30

/** The sender of `channel.ship`: tells one channel of parcels that left, exactly once as far as the channel lets us. */
export function shipSender(apps: AppCache): Sender<ShipPayload> {
  return {
    limits: writeBackLimits(apps),
    settled: (ctx, tx, delivery, result) => settleWriteBack(ctx, tx, { delivery, result, told: 'shipped' }),
    async send(ctx, delivery) {
      const at = await findTarget(apps, delivery.payload)
      const call = at && DRIVERS[at.app.platform].calls.ship
      if (!at || !call) return { result: 'never', code: 'app_gone', request: '', answer: '' }
      const heard: Exchange[] = []
      try {
        const codesOf = (carriers: readonly string[]) => readCarrierCodes(ctx, at.app.platform, carriers)
        const facts = await readShipFacts(ctx, codesOf, delivery)
        if (facts.kind === 'undone') return { result: 'done', code: 'undone', request: '', answer: '' }
        if (facts.kind === 'carrier_unknown')
          return { result: 'never', code: 'carrier_unmapped', request: '', answer: facts.carrier }
        return await tell(ctx, { ...at, heard }, { call, input: facts.input, delivery })
      } catch (error) {
        if (!(error instanceof PlatformFailure)) throw error
        return failedResult(error, heard)
      }
    },
  }
}

interface Target {
  readonly app: ChannelApp
  readonly shop: ChannelShop
  readonly heard: Exchange[]
}

async function tell(
  ctx: Context,
  at: Target,
  what: { call: ShipCall; input: ShipInput; delivery: Delivery<ShipPayload> },
): Promise<SendResult> {
  const { call, delivery } = what
  const retried = delivery.tries > 0
  const left = call.repeat === 'query_first' || retried ? await untold(ctx, at, what.input) : what.input.parcels
  if (left.length === 0) return answerOf('already_shipped', at.heard)
  const input = { ...what.input, parcels: left }
  let progress: string | null = null
  for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
    const outcome: ShipOutcome = await callPlatform(ctx, at, call, { ...input, progress }).catch((error) =>
      whenRefused(ctx, at, input, error),
    )
    if (outcome.kind === 'held') return { ...answerOf(`held_${outcome.reason}`, at.heard), result: 'never' }
    if (outcome.kind !== 'continue') return answerOf(outcome.kind, at.heard)
    progress = outcome.progress
  }
  return { ...answerOf('endless', at.heard), result: 'never' }
}

/** A refusal may mean "shipped already": the order itself tells. */
async function whenRefused(
  ctx: Context,
  at: Target,
  input: ShipInput,
  error: unknown,
): Promise<{ kind: 'already_shipped' }> {
  if (!(error instanceof PlatformFailure) || error.fault.action !== 'check') throw error
  if ((await untold(ctx, at, input)).length === 0) return { kind: 'already_shipped' }
  throw new PlatformFailure({ ...error.fault, action: 'never' }, error)
}

/** The parcels the channel does not have yet. One that lists no parcels but calls the order shipped has them all. */
async function untold(ctx: Context, at: Target, input: ShipInput): Promise<ShipInput['parcels']> {
  const read = DRIVERS[at.app.platform].calls.readOrder
  if (!read) return input.parcels
  const order: OrderSnapshot = await callPlatform(ctx, at, read, { orderNumber: input.orderNumber })
  const has = new Set(order.parcels.map((parcel) => parcel.waybill))
  const meaning = (await readStatusMaps(ctx)).order(at.app.platform, order.nativeStatus)
  const isShipped = meaning !== null && ORDER_STATE_RANK[meaning.state] >= ORDER_STATE_RANK.shipped
  if (isShipped && has.size === 0) return []
  return input.parcels.filter((parcel) => !has.has(parcel.waybill))
}
