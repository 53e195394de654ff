import { type Order, platformOf } from './order.ts'

/** Prices of the data are in fen; a shop abroad charges in its own currency. */
const FEN_PER_CENT = 8

export function currencyOf(order: Order): string {
  return platformOf(order) === 'shopify' ? 'EUR' : 'CNY'
}

/** A price of the data in the smallest unit of the shop's currency. */
export function priceOf(order: Order, fen: number): number {
  return currencyOf(order) === 'CNY' ? fen : Math.max(1, Math.round(fen / FEN_PER_CENT))
}
