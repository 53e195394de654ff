import type { DeliveryKind } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { claimDeliveries, PROLONG_MS, prolongLeases } from './claim.ts'
import { recordAttempt } from './record.ts'
import type { Delivery, RouteLimits, Sender, Senders, SendResult } from './sender.ts'

/** Calls under way in one process, whatever their routes. */
const MOST_AT_ONCE = 64
/** Of them to one app, robot or subscriber: a messenger has a route for each person. */
const MOST_TO_ONE = 16
const FALLBACK: RouteLimits = { atOnce: 1, perMinute: 60 }

/** The sending loop of one process. What hangs fills its own places and nobody else's. */
export class DeliveryLoop {
  private readonly flying = new Map<string, number>()
  private readonly flyingTo = new Map<string, number>()
  private readonly calls = new Map<Delivery, Promise<void>>()
  private prolongedAt = 0
  private readonly ctx: Context
  private readonly senders: Senders

  constructor(ctx: Context, senders: Senders) {
    this.ctx = ctx
    this.senders = senders
  }

  /** Takes up what is due and sends it in the background. Returns milliseconds until there may be more; null: until woken. */
  async step(): Promise<number | null> {
    await this.prolong()
    if (this.calls.size >= MOST_AT_ONCE) return null
    const { deliveries, againAt } = await claimDeliveries(this.ctx, {
      limitsOf: (route) => this.limitsOf(route),
      room: (route, taken) => this.room(route, taken),
    })
    for (const delivery of deliveries) this.start(delivery)
    if (deliveries.length > 0) return 0
    return againAt === null ? null : Math.max(5, againAt.getTime() - this.ctx.now().getTime())
  }

  /** Waits for the calls under way. */
  async idle(): Promise<void> {
    await Promise.all(this.calls.values())
  }

  private async prolong(): Promise<void> {
    const now = this.ctx.now().getTime()
    const age = now - this.prolongedAt
    if (age >= 0 && age < PROLONG_MS) return
    this.prolongedAt = now
    await prolongLeases(this.ctx, [...this.calls.keys()])
  }

  /** A route begins with the kind it serves: `channel.ship:<app>`. */
  private limitsOf(route: string): RouteLimits {
    return this.senders[route.split(':')[0] as DeliveryKind]?.limits(route) ?? FALLBACK
  }

  private room(route: string, taken: readonly Delivery[]): number {
    const other = otherSideOf(route)
    const takenTo = taken.filter((one) => otherSideOf(one.route) === other).length
    const here = this.limitsOf(route).atOnce - (this.flying.get(route) ?? 0)
    const there = MOST_TO_ONE - (this.flyingTo.get(other) ?? 0) - takenTo
    return Math.max(0, Math.min(here, there, MOST_AT_ONCE - this.calls.size - taken.length))
  }

  private count({ route }: Delivery, by: 1 | -1): void {
    const other = otherSideOf(route)
    this.flying.set(route, (this.flying.get(route) ?? 0) + by)
    this.flyingTo.set(other, (this.flyingTo.get(other) ?? 0) + by)
  }

  private start(delivery: Delivery): void {
    this.count(delivery, 1)
    const call = this.send(delivery)
      .catch((error) =>
        this.ctx.log.error({ err: error, id: delivery.id }, 'an attempt could not be recorded; it is made again'),
      )
      .finally(() => {
        this.calls.delete(delivery)
        this.count(delivery, -1)
        this.ctx.waker.wake('deliveries_due')
      })
    this.calls.set(delivery, call)
  }

  private async send(delivery: Delivery): Promise<void> {
    const sender: Sender = this.senders[delivery.kind]
    const startedAt = this.ctx.now()
    const started = performance.now()
    const result = await sender
      .send(this.ctx, delivery)
      .catch((error): SendResult => unexpected(this.ctx, delivery, error))
    await recordAttempt(this.ctx, sender, { delivery, result, startedAt, milliseconds: performance.now() - started })
  }
}

/** Who is called over a route: its kind and the app, robot or subscriber, whoever the person is. */
function otherSideOf(route: string): string {
  return route.split(':', 2).join(':')
}

/** A failure of ours, such as a lost connection to Postgres: the other side may be well. */
function unexpected(ctx: Context, delivery: Delivery, error: unknown): SendResult {
  ctx.log.error({ err: error, id: delivery.id, kind: delivery.kind }, 'a sender failed unexpectedly')
  return { result: 'later', code: 'unexpected', request: '', answer: '', otherSide: 'unknown' }
}
