import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OrderSnapshot } from '@baton/platforms'
import { type OwnShopEvent, orderEvent, pushOwnShop } from '@baton/platforms/standard-webhooks'

interface World {
  readonly channels: readonly {
    readonly platform: string
    readonly fields: { readonly secret?: string }
    readonly shops: readonly { readonly nativeNumber: string }[]
  }[]
}

/** The merchant's own shop, whose developer can push anything under the right signature. */
export class OwnShop {
  private readonly secret: string
  private readonly shopNumber: string
  private readonly url: string

  constructor(dataFolder: string) {
    const read = (file: string) => JSON.parse(readFileSync(join(dataFolder, file), 'utf8'))
    const channel = (read('world.json') as World).channels.find(({ platform }) => platform === 'own-shop')
    const address = (read('push-addresses.json') as { platform: string; url: string }[]).find(
      ({ platform }) => platform === 'own-shop',
    )
    if (!channel?.fields.secret || !channel.shops[0] || !address) throw new Error('The world has no own shop')
    this.secret = channel.fields.secret
    this.shopNumber = channel.shops[0].nativeNumber
    this.url = address.url
  }

  /** Pushes one order under a status word of choice. */
  async pushOrder(orderNumber: string, told: Partial<OrderSnapshot> = {}): Promise<void> {
    const order = { ...plainOrder(orderNumber), shopNumber: this.shopNumber, ...told }
    await this.push(orderEvent('order.updated', order, new Date(order.version)))
  }

  /** Pushes any event, well signed; throws unless it was acknowledged. */
  async push(event: OwnShopEvent): Promise<void> {
    const push = pushOwnShop([this.secret], { id: randomUUID(), event, sentAt: new Date() })
    const response = await fetch(this.url, { method: 'POST', headers: push.headers, body: push.body.slice() })
    if (!response.ok) throw new Error(`The push was answered ${response.status}: ${await response.text()}`)
  }
}

let latestVersion = 0

/** The present, and later than the last one: two pushes of one millisecond would be two tellings of the same. */
function nextVersion(): number {
  latestVersion = Math.max(Date.now(), latestVersion + 1)
  return latestVersion
}

function plainOrder(orderNumber: string): OrderSnapshot {
  const version = nextVersion()
  return {
    orderNumber,
    shopNumber: null,
    nativeStatus: 'to_ship',
    version,
    createdAt: new Date(version - 60_000),
    paidAt: new Date(version - 30_000),
    shippedAt: null,
    shipBy: new Date(version + 48 * 3_600_000),
    amountFen: 12_800,
    currency: 'CNY',
    buyer: { id: `buyer-${orderNumber}`, nick: '顾客' },
    receiver: null,
    lines: [{ lineNumber: '1', itemNumber: 'I-1', sku: null, title: '搪瓷马克杯', quantity: 2, priceFen: 6400 }],
    parcels: [],
    holds: [],
    afterSales: [],
    buyerMemo: null,
    sellerMemo: null,
    sellerFlag: null,
    sellerFlagLabel: null,
  }
}
