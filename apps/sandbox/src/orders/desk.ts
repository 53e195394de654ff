import type { SimClock } from '../clock.ts'
import type { PostOffice } from '../delivery/post-office.ts'
import { composeMessages } from '../messages/compose.ts'
import type { Message } from '../messages/message.ts'
import type { Invoice } from '../retail/read-retail.ts'
import { whole } from '../seeded.ts'
import type { WorldChannel, WorldShop } from '../world.ts'
import { applyChange, isAllowed } from './apply-change.ts'
import type { OrderBook } from './book.ts'
import type { Change, Order } from './order.ts'

export interface NewOrder {
  readonly channel: WorldChannel
  readonly shop: WorldShop
  readonly invoice: Invoice
  readonly seed: number
  /** How long ago it was placed, in milliseconds of both clocks. */
  readonly age: number
}

/** The change is not possible in the order's present state. */
class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
}

const LONGEST_JITTER_MS = 900

/** Places orders and makes changes; each change is told by the platform's own messages. */
export class OrderDesk {
  private readonly clock: SimClock
  private readonly book: OrderBook
  private readonly office: PostOffice
  /** Part of every number, so that a later run of the same seed repeats no number. */
  private readonly run: number
  private placed = 0
  private messages = 0

  constructor(tools: { clock: SimClock; book: OrderBook; office: PostOffice }) {
    this.clock = tools.clock
    this.book = tools.book
    this.office = tools.office
    this.run = Math.floor(tools.clock.wall() / 1000)
  }

  /** An order that nobody was told of yet. */
  place(fresh: NewOrder): Order {
    this.placed += 1
    const createdAt = Math.floor((this.clock.wall() - fresh.age) / 1000) * 1000
    const order: Order = {
      number: this.numberOf(fresh.channel, createdAt),
      channel: fresh.channel,
      shop: fresh.shop,
      invoice: fresh.invoice,
      seed: fresh.seed,
      bornAt: this.clock.now() - fresh.age,
      createdAt,
      paidAt: null,
      shippedAt: null,
      version: createdAt,
      stage: 'created',
      held: false,
      parcels: 0,
      told: [],
      notes: [],
      trace: null,
      sale: null,
      addressVersion: 0,
      memoVersion: 0,
      stepsTaken: 0,
      delay: 0,
    }
    this.book.add(order)
    return order
  }

  /** Makes a change without telling anybody. Throws `NotAllowed`. */
  make(order: Order, change: Change, at: number): void {
    if (!isAllowed(order, change)) throw new NotAllowed(`${order.number} is ${order.stage}: ${change} is not possible.`)
    applyChange(order, change, at)
    this.book.noteSale(order)
  }

  /** Tells of a change that was made; `jitter`: the messages leave in a drawn order. */
  tell(order: Order, change: Change, options: { jitter: boolean }): readonly Message[] {
    const at = new Date(Math.floor(this.clock.wall() / 1000) * 1000)
    const asItIs = { ...order, told: [...order.told], sale: order.sale && { ...order.sale } }
    const drafts = composeMessages(asItIs, change, { at, nextId: () => this.nextId() })
    return drafts.map((draft) =>
      this.office.post(draft, {
        channel: order.channel,
        orderNumber: order.number,
        cause: change,
        jitterMs: options.jitter ? whole(order.seed, `jitter:${draft.id}`, [1, LONGEST_JITTER_MS]) : 0,
      }),
    )
  }

  /** A message id above 2^53, as the platforms' are. */
  nextId(): bigint {
    this.messages += 1
    return BigInt(this.run) * 1_000_000_000n + BigInt(this.messages)
  }

  /** Above 2^53 where the platform's are; the last two digits are left to its lines. */
  private numberOf(channel: WorldChannel, createdAt: number): string {
    const turn = String(this.placed).padStart(6, '0')
    switch (channel.platform) {
      case 'taobao':
        return `2${this.run}${turn}00`
      case 'douyin':
        return `4${this.run}${turn}00`
      case 'weixin-shop':
        return `3${this.run}${turn}00`
      case 'pinduoduo': {
        const day = new Date(createdAt + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
        return `${day}-${String(this.run).slice(-9)}${turn}`
      }
      case 'shopify':
      case 'woocommerce':
        return `${channel.platform === 'shopify' ? '5' : ''}${this.run % 10_000_000}${turn}`
      case 'own-shop':
        return `QH${this.run.toString(36).toUpperCase()}${turn}`
    }
  }
}
