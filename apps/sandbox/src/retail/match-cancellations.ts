import type { Cancellation, CancelledRow, Invoice } from './read-retail.ts'

type Basket = Pick<Invoice, 'number' | 'customer' | 'day' | 'timeOfDay' | 'lines'>

interface Found {
  readonly basket: Basket
  firstAt: number
  readonly codes: Map<string, number>
}

/** The data does not say which invoice a cancellation cancels: it is the customer's latest earlier one with that item. */
export function matchCancellations(
  baskets: readonly Basket[],
  cancelled: readonly CancelledRow[],
): ReadonlyMap<string, Cancellation> {
  const ofCustomer = Map.groupBy(baskets, (basket) => basket.customer)
  const found = new Map<string, Found>()
  for (const row of cancelled) {
    if (row.customer === '' || row.quantity <= 0) continue
    const basket = ofCustomer.get(row.customer)?.findLast((one) => instantOf(one) <= row.at && holds(one, row))
    if (basket === undefined) continue
    const hit = found.get(basket.number) ?? { basket, firstAt: row.at, codes: new Map<string, number>() }
    hit.firstAt = Math.min(hit.firstAt, row.at)
    hit.codes.set(row.code, (hit.codes.get(row.code) ?? 0) + row.quantity)
    found.set(basket.number, hit)
  }
  return new Map([...found].map(([number, hit]) => [number, cancellationOf(hit)]))
}

function cancellationOf({ basket, firstAt, codes }: Found): Cancellation {
  let amountFen = 0
  let wholeInvoice = true
  for (const line of basket.lines) {
    const quantity = Math.min(line.quantity, codes.get(line.code) ?? 0)
    amountFen += quantity * line.priceFen
    if (quantity < line.quantity) wholeInvoice = false
  }
  return { afterMs: firstAt - instantOf(basket), amountFen, wholeInvoice }
}

function instantOf(basket: Basket): number {
  return Date.parse(`${basket.day}T00:00:00Z`) + basket.timeOfDay
}

function holds(basket: Basket, row: CancelledRow): boolean {
  return basket.lines.some((line) => line.code === row.code && line.quantity >= row.quantity)
}
