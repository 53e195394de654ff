import type { GatewayRequest, HttpAnswer } from '@baton/platforms'
import type { Consents } from '../authorise/consents.ts'
import type { OrderBook } from '../orders/book.ts'
import type { ShipDesk } from '../shipments/ship-desk.ts'
import type { WorldChannel } from '../world.ts'
import type { Tokens } from './tokens.ts'

/** What every gateway answers from. */
export interface GatewayTools {
  readonly channel: WorldChannel
  readonly book: OrderBook
  readonly tokens: Tokens
  readonly consents: Consents
  readonly ships: ShipDesk
  readonly wall: () => number
}

/** One platform's API: a request in its wire format to its exact answer. */
export type Gateway = (request: GatewayRequest) => HttpAnswer

/** Platforms refuse requests whose clock is further away than this. */
export const SKEW_MS = 10 * 60 * 1000

/** One page of a list, counted from 1. */
export function pageOf<T>(items: readonly T[], page: { page: number; size: number }): readonly T[] {
  return items.slice((page.page - 1) * page.size, page.page * page.size)
}

/** A whole number from a parameter, within what the platform allows. */
export function wholeParam(value: unknown, range: { otherwise: number; most: number }): number {
  const number = Number.parseInt(String(value ?? ''), 10)
  return Number.isNaN(number) || number < 1 ? range.otherwise : Math.min(number, range.most)
}
