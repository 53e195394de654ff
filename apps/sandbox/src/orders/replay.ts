import { Agenda } from '../agenda.ts'
import type { SimClock } from '../clock.ts'
import { DAY_MS, type FoldedDay, foldDays } from '../retail/fold-days.ts'
import type { Invoice, RetailData } from '../retail/read-retail.ts'
import { chance, hash32, whole } from '../seeded.ts'
import type { World, WorldChannel, WorldShop } from '../world.ts'
import { isAllowed, touchesOrder } from './apply-change.ts'
import type { NewOrder, OrderDesk } from './desk.ts'
import { lifeOf } from './life.ts'
import type { Change, Order } from './order.ts'

const HOUR = 3_600_000
/** China's midnight begins a simulated day. */
const ZONE_MS = 8 * HOUR
const MOST_STEPS_A_TICK = 400
const POSTPONED_BY = HOUR
/** Share of each shop in the merchant's orders, in the order of the world. */
const SHARES: readonly number[] = [22, 12, 22, 16, 8, 10, 10, 4, 4]

interface Today {
  readonly index: number
  readonly folded: FoldedDay
  cursor: number
}

/** Lets the real baskets arrive and lives each order's planned life. Deterministic for seed, data and clock. */
export class Replay {
  volume: number
  private readonly seed: number
  private readonly data: RetailData
  private readonly clock: SimClock
  private readonly desk: OrderDesk
  private readonly places: readonly { channel: WorldChannel; shop: WorldShop; upTo: number }[]
  private readonly agenda = new Agenda<Order>()
  private today: Today | null = null

  constructor(tools: {
    world: World
    data: RetailData
    clock: SimClock
    desk: OrderDesk
    seed: number
    volume: number
  }) {
    this.seed = tools.seed
    this.data = tools.data
    this.clock = tools.clock
    this.desk = tools.desk
    this.volume = tools.volume
    this.places = placesOf(tools.world)
  }

  get realDays(): number {
    return this.today?.folded.realDays ?? 0
  }

  /** From now on the day has this many orders. */
  setVolume(volume: number): void {
    this.volume = volume
    this.today = null
  }

  /** Takes every step and arrival that is due, up to a limit that keeps the process responsive. */
  tick(): void {
    if (!this.clock.running) return
    const now = this.clock.now()
    for (let steps = 0; steps < MOST_STEPS_A_TICK; steps += 1) {
      const order = this.agenda.take(now)
      if (order === undefined) break
      this.step(order)
    }
    this.arrive(now)
  }

  /** An order of the past in whatever state it has reached by now, told by its last message only. */
  warmUp(turn: number): void {
    const seed = hash32(this.seed, `warm-up:${turn}`)
    const old = chance(seed, 'old') < 0.2
    const age = old ? whole(seed, 'age', [20 * HOUR, 96 * HOUR]) : Math.floor(chance(seed, 'age') ** 1.6 * 20 * HOUR)
    const invoice = this.data.invoices[whole(seed, 'invoice', [0, this.data.invoices.length - 1])]
    if (invoice === undefined) return
    const order = this.desk.place(this.orderOf(invoice, seed, age))
    let told: Change = 'created'
    for (const { change, after } of lifeOf(order)) {
      if (after > age) break
      order.stepsTaken += 1
      if (!isAllowed(order, change)) continue
      this.desk.make(order, change, order.createdAt + after)
      if (touchesOrder(order, change)) told = change
    }
    this.desk.tell(order, told, { jitter: true })
    this.plan(order)
  }

  /** The channel, shop, basket and buyer that a draw from the seed gives. */
  draw(name: string, only: (channel: WorldChannel) => boolean): NewOrder | undefined {
    const seed = hash32(this.seed, name)
    const invoice = this.data.invoices[whole(seed, 'invoice', [0, this.data.invoices.length - 1])]
    const places = this.places.filter((place) => only(place.channel))
    const place = places[whole(seed, 'shop', [0, Math.max(0, places.length - 1)])]
    return invoice && place && { channel: place.channel, shop: place.shop, invoice, seed, age: 0 }
  }

  private arrive(now: number): void {
    const index = Math.floor((now + ZONE_MS) / DAY_MS)
    const offset = (now + ZONE_MS) % DAY_MS
    if (this.today?.index !== index) this.today = this.open(index, offset)
    const { folded } = this.today
    for (let made = 0; made < MOST_STEPS_A_TICK; made += 1) {
      const { cursor } = this.today
      if ((folded.offsets[cursor] ?? Number.POSITIVE_INFINITY) > offset) return
      this.today.cursor += 1
      const invoice = this.data.invoices[folded.invoices[cursor] ?? 0]
      if (invoice === undefined) continue
      const seed = hash32(this.seed, `order:${index}:${folded.passes[cursor]}:${invoice.number}`)
      const order = this.desk.place(this.orderOf(invoice, seed, 0))
      this.desk.tell(order, 'created', { jitter: true })
      this.plan(order)
    }
  }

  /** A day that begins while the clock runs is taken from its midnight, any other from this moment. */
  private open(index: number, offset: number): Today {
    const folded = foldDays(this.data, { seed: this.seed, dayIndex: index, volume: this.volume })
    const follows = this.today?.index === index - 1
    const missed = follows ? 0 : folded.offsets.findIndex((at) => at > offset)
    return { index, folded, cursor: missed === -1 ? folded.offsets.length : missed }
  }

  private step(order: Order): void {
    const step = lifeOf(order)[order.stepsTaken]
    if (step === undefined) return
    const { change } = step
    const wall = this.clock.wall()
    if (isAllowed(order, change)) {
      // Versions have second precision: a second change within one second waits for the next.
      if (touchesOrder(order, change) && wall < order.version + 1000) order.delay += this.clock.speed * 1000
      else {
        order.stepsTaken += 1
        this.desk.make(order, change, wall)
        this.desk.tell(order, change, { jitter: true })
      }
    } else if (change === 'shipped' && order.stage === 'paid') order.delay += POSTPONED_BY
    else order.stepsTaken += 1
    this.plan(order)
  }

  private plan(order: Order): void {
    const step = lifeOf(order)[order.stepsTaken]
    if (step !== undefined) this.agenda.add(order.bornAt + order.delay + step.after, order)
  }

  private orderOf(invoice: Invoice, seed: number, age: number): NewOrder {
    const at = chance(seed, 'channel')
    const place = this.places.find(({ upTo }) => at < upTo) ?? this.places[0]
    if (place === undefined) throw new RangeError('The world has no shop.')
    return { channel: place.channel, shop: place.shop, invoice, seed, age }
  }
}

function placesOf(world: World): readonly { channel: WorldChannel; shop: WorldShop; upTo: number }[] {
  const shops = world.channels.flatMap((channel) => channel.shops.map((shop) => ({ channel, shop })))
  const total = shops.reduce((sum, _shop, at) => sum + (SHARES[at] ?? 1), 0)
  let upTo = 0
  return shops.map((place, at) => {
    upTo += (SHARES[at] ?? 1) / total
    return { ...place, upTo }
  })
}
