import { DRIVERS, type LinkedReport, type ShipInput, type ShipOutcome } from '@baton/platforms'
import type { ChannelApp, ChannelShop } from '../catalogue/index.ts'
import type { Sender, ShipPayload } from '../deliveries/index.ts'
import { readPayment } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { AppCache } from './app-cache.ts'
import { callPlatform, type Exchange, PlatformFailure } from './call-platform.ts'
import { readCarrierCodes } from './carrier-codes.ts'
import { readShipFacts } from './ship-facts.ts'
import { answerOf, failedResult, findTarget, settleReport, writeBackLimits } from './write-back-result.ts'

/** Looking, telling, and looking again after a refusal. */
const MOST_REQUESTS = 3

/** The sender of `channel.report`: tells the system in which an order was paid that its parcels left, so that it frees the money. */
export function reportSender(apps: AppCache): Sender<ShipPayload> {
  return {
    limits: writeBackLimits(apps),
    settled: (ctx, tx, delivery, result) => settleReport(ctx, tx, { delivery, result, apps }),
    async send(ctx, delivery) {
      const at = await findTarget(apps, delivery.payload)
      const report = at && DRIVERS[at.app.platform].report
      if (!at || !report) return { result: 'never', code: 'app_gone', request: '', answer: '' }
      const heard: Exchange[] = []
      try {
        const facts = await readShipFacts(ctx, (carriers) => readCarrierCodes(ctx, report.system, carriers), delivery)
        if (facts.kind === 'undone') return { result: 'done', code: 'undone', request: '', answer: '' }
        if (facts.kind === 'carrier_unknown')
          return { result: 'never', code: 'carrier_unmapped', request: '', answer: facts.carrier }
        const input = { ...facts.input, payment: await readPayment(ctx, delivery.payload.orderId) }
        return answerOf((await tell(ctx, { ...at, report, heard }, input)).kind, heard)
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
  readonly report: LinkedReport
  readonly heard: Exchange[]
}

/** A refusal may mean that it was told before: only what is there now decides. */
async function tell(ctx: Context, at: Target, input: ShipInput): Promise<ShipOutcome> {
  let progress: string | null = null
  let refusal: PlatformFailure | null = null
  for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
    try {
      const outcome: ShipOutcome = await callPlatform(ctx, at, at.report.ship, { ...input, progress })
      if (outcome.kind !== 'continue') return outcome
      if (refusal !== null) break
      progress = outcome.progress
    } catch (error) {
      if (!(error instanceof PlatformFailure) || error.fault.action !== 'check' || refusal !== null) throw error
      refusal = error
      progress = null
    }
  }
  throw new PlatformFailure({ code: 'refused', message: '', ...refusal?.fault, action: 'never' }, refusal)
}
