import type { WorldShop } from '../world.ts'
import { type Order, platformOf, STAGES, type Stage } from './order.ts'

/** Orders that ended are forgotten first when there are more than this. */
const MOST_ORDERS = 48_000
const ENDED: readonly Stage[] = ['completed', 'closed', 'refunded']

/** Every order the sandbox knows, by number and by shop. */
export class OrderBook {
  private readonly byNumber = new Map<string, Order>()
  private readonly byShop = new Map<WorldShop, Set<Order>>()
  private readonly bySale = new Map<string, Order>()
  private all = 0

  /** How many there ever were. */
  get total(): number {
    return this.all
  }

  add(order: Order): void {
    this.all += 1
    this.byNumber.set(order.number, order)
    const shop = this.byShop.get(order.shop) ?? new Set()
    this.byShop.set(order.shop, shop.add(order))
    if (this.byNumber.size > MOST_ORDERS) this.forgetEnded()
  }

  find(number: string): Order | undefined {
    return this.byNumber.get(number)
  }

  findBySale(number: string): Order | undefined {
    return this.bySale.get(number)
  }

  noteSale(order: Order): void {
    if (order.sale !== null) this.bySale.set(order.sale.number, order)
  }

  /** Orders of a shop whose version lies in the window, oldest change first; unpaid ones of Pinduoduo do not exist outside. */
  changed(shop: WorldShop, window: { from: number; to: number }): readonly Order[] {
    const found = [...(this.byShop.get(shop) ?? [])].filter(
      (order) => order.version >= window.from && order.version <= window.to && isVisible(order),
    )
    return found.sort((a, b) => a.version - b.version || (a.number < b.number ? -1 : 1))
  }

  countByStage(): Record<Stage, number> {
    const counts = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>
    for (const order of this.byNumber.values()) counts[order.stage] += 1
    return counts
  }

  countOf(shop: WorldShop): number {
    return this.byShop.get(shop)?.size ?? 0
  }

  private forgetEnded(): void {
    let tooMany = this.byNumber.size - MOST_ORDERS + 1000
    for (const order of this.byNumber.values()) {
      if (tooMany <= 0) return
      if (!ENDED.includes(order.stage)) continue
      this.byNumber.delete(order.number)
      this.byShop.get(order.shop)?.delete(order)
      if (order.sale !== null) this.bySale.delete(order.sale.number)
      tooMany -= 1
    }
  }
}

/** Pinduoduo tells nothing of an order before it is paid. */
export function isVisible(order: Order): boolean {
  return platformOf(order) !== 'pinduoduo' || order.paidAt !== null
}
