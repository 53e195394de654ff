import type { WorldChannel } from '../world.ts'

const SHIPMENT_OUTCOMES = ['shipped', 'repeated', 'refused', 'doubled'] as const
/**
 * `repeated`: the same request key again, answered from the first time. `refused`: the platform did not take it, most often because
 * the parcel was told before. `doubled`: it took effect although it had before; this must never happen.
 */
export type ShipmentOutcome = (typeof SHIPMENT_OUTCOMES)[number]

/** One attempt to tell a platform that a parcel left. */
export interface Shipment {
  readonly channel: WorldChannel
  readonly orderNumber: string
  readonly carrier: string
  readonly waybill: string
  /** Empty: the platform does not say which lines. */
  readonly lineNumbers: readonly string[]
  readonly requestKey: string | null
  readonly at: number
  readonly outcome: ShipmentOutcome
  readonly why: string | null
}

export type ShipmentTally = Record<ShipmentOutcome, number>

const LONGEST = 20_000

/** What every platform was told of parcels, and how often it was told too much. */
export class ShipmentLedger {
  private shipments: Shipment[] = []
  private readonly tallies = new Map<WorldChannel, ShipmentTally>()
  /** Channel, order and waybill of everything that took effect. */
  private readonly effects = new Set<string>()

  add(shipment: Shipment): void {
    this.shipments.push(shipment)
    if (this.shipments.length > LONGEST * 1.2) this.shipments = this.shipments.slice(-LONGEST)
    this.tallyOf(shipment.channel)[shipment.outcome] += 1
    if (shipment.outcome === 'shipped') this.effects.add(keyOf(shipment))
  }

  /** Whether this parcel took effect before. */
  has(parcel: Pick<Shipment, 'channel' | 'orderNumber' | 'waybill'>): boolean {
    return this.effects.has(keyOf(parcel))
  }

  tallyOf(channel: WorldChannel): ShipmentTally {
    const tally = this.tallies.get(channel) ?? { shipped: 0, repeated: 0, refused: 0, doubled: 0 }
    this.tallies.set(channel, tally)
    return tally
  }

  /** Latest first. */
  list(filter: {
    channel?: WorldChannel | undefined
    orderNumber?: string | undefined
    limit: number
  }): readonly Shipment[] {
    const { channel, orderNumber, limit } = filter
    return this.shipments
      .filter((one) => (channel === undefined || one.channel === channel) && fits(one, orderNumber))
      .slice(-limit)
      .toReversed()
  }
}

function fits(shipment: Shipment, orderNumber: string | undefined): boolean {
  return orderNumber === undefined || shipment.orderNumber === orderNumber
}

function keyOf({ channel, orderNumber, waybill }: Pick<Shipment, 'channel' | 'orderNumber' | 'waybill'>): string {
  return `${channel.platform}\n${channel.name}\n${orderNumber}\n${waybill}`
}

/** One attempt as the control API tells it. */
export function shipmentLine({ channel, at, ...shipment }: Shipment) {
  return { ...shipment, channel: channel.name, platform: channel.platform, at: new Date(at).toISOString() }
}
