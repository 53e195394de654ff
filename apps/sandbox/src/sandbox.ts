import type { PlatformId } from '@baton/contract'
import { Consents } from './authorise/consents.ts'
import { SimClock } from './clock.ts'
import { EnteredAddresses } from './delivery/entered-addresses.ts'
import type { SendPush } from './delivery/ladders.ts'
import { PostOffice } from './delivery/post-office.ts'
import { douyinGateway } from './gateways/douyin.ts'
import { Faults } from './gateways/faults.ts'
import type { Gateway, GatewayTools } from './gateways/gateway.ts'
import { LIMITED } from './gateways/limited.ts'
import type { MountedGateway } from './gateways/mount.ts'
import { ownShopGateway } from './gateways/own-shop.ts'
import { pinduoduoGateway } from './gateways/pinduoduo.ts'
import { Rates } from './gateways/rates.ts'
import { shopifyGateway } from './gateways/shopify.ts'
import { taobaoGateway } from './gateways/taobao.ts'
import { Tokens } from './gateways/tokens.ts'
import { weixinMiniGateway } from './gateways/weixin-mini.ts'
import { weixinShopGateway } from './gateways/weixin-shop.ts'
import { wooGateway } from './gateways/woocommerce.ts'
import { Ledger } from './messages/ledger.ts'
import { Messengers } from './messengers/messengers.ts'
import { OrderBook } from './orders/book.ts'
import { OrderDesk } from './orders/desk.ts'
import { Replay } from './orders/replay.ts'
import { SandboxPrinter } from './printer/sandbox-printer.ts'
import type { RetailData } from './retail/read-retail.ts'
import { ShipDesk } from './shipments/ship-desk.ts'
import { ShipmentLedger } from './shipments/shipment-ledger.ts'
import { createWorld, type World } from './world.ts'

export interface SandboxOptions {
  readonly seed: number
  readonly port: number
  /** Where mail is taken, if it is. */
  readonly mailPort?: number | undefined
  readonly volume: number
  readonly data: RetailData
  readonly dataFolder: string | undefined
  /** Unix milliseconds. */
  readonly wall: () => number
  readonly send: SendPush
}

/** Orders of the past hours that a first viewer finds, and the pause between two of them. */
const WARM_UP = { orders: 150, everyMs: 100 }

/** The outside world of one demo merchant: orders, messages and gateways, without any socket or file of its own. */
export class Sandbox {
  readonly seed: number
  readonly world: World
  readonly data: RetailData
  readonly clock: SimClock
  readonly ledger = new Ledger()
  readonly book = new OrderBook()
  readonly shipments = new ShipmentLedger()
  readonly faults = new Faults()
  readonly messengers: Messengers
  readonly printer: SandboxPrinter
  readonly rates = new Rates()
  readonly tokens: Tokens
  readonly addresses: EnteredAddresses
  readonly redirects: EnteredAddresses
  readonly consents: Consents
  readonly office: PostOffice
  readonly desk: OrderDesk
  readonly replay: Replay
  readonly gateways: readonly MountedGateway[]
  quiet = false
  private warmUps = 0
  private warmedUp = false

  constructor(options: SandboxOptions) {
    const { seed, volume, data, wall } = options
    this.seed = seed
    this.data = data
    this.world = createWorld(seed, options.port, { mailPort: options.mailPort })
    this.clock = new SimClock(wall)
    this.messengers = new Messengers(this.world, wall)
    this.printer = new SandboxPrinter(wall)
    this.tokens = new Tokens(seed, wall)
    this.addresses = new EnteredAddresses(options.dataFolder, 'push-addresses.json')
    this.redirects = new EnteredAddresses(options.dataFolder, 'redirect-addresses.json')
    this.consents = new Consents(wall)
    const { world, clock, ledger, book } = this
    this.office = new PostOffice(world, { clock, ledger, addresses: this.addresses, send: options.send })
    this.desk = new OrderDesk({ clock, book, office: this.office })
    this.replay = new Replay({ world, data, clock, desk: this.desk, seed, volume })
    const ships = new ShipDesk({ clock, desk: this.desk, ledger: this.shipments })
    const tools = { book, tokens: this.tokens, consents: this.consents, ships, wall }
    this.gateways = world.channels.flatMap((channel) => {
      const shop = gatewayOf({ ...tools, channel }, this.rates)
      return channel.platform === 'own-shop' ? [shop, miniProgramOf({ ...tools, channel })] : [shop]
    })
  }

  /** Lets time run; the first time with the orders of the past hours. Leaves quiet mode. */
  start(): void {
    this.quiet = false
    this.clock.run(true)
    if (this.warmedUp) return
    this.warmedUp = true
    this.warmUp()
  }

  pause(): void {
    this.clock.run(false)
  }

  /** Quiet: nothing happens by itself, only what is asked for. Deliveries are still retried. */
  setQuiet(quiet: boolean): void {
    this.quiet = quiet
    if (quiet) this.clock.run(false)
  }

  /** Does everything that is due; call it often. */
  tick(): void {
    if (!this.office.congested) this.replay.tick()
    this.office.tick()
    this.redirects.refresh(this.clock.wall())
  }

  private warmUp(): void {
    if (this.quiet || this.warmUps >= WARM_UP.orders) return
    this.replay.warmUp(this.warmUps)
    this.warmUps += 1
    this.office.later(WARM_UP.everyMs, () => this.warmUp())
  }
}

/** Where each platform's gateway is, and what answers there; of an own shop, the receiver of what it is told. */
const GATEWAYS = {
  taobao: { prefix: '/taobao', create: taobaoGateway },
  pinduoduo: { prefix: '/pinduoduo', create: pinduoduoGateway },
  douyin: { prefix: '/douyin', create: douyinGateway },
  'weixin-shop': { prefix: '/weixin', create: weixinShopGateway },
  'own-shop': { prefix: '/own-shop', create: ownShopGateway },
  shopify: { prefix: '/shopify', create: shopifyGateway },
  woocommerce: { prefix: '/woocommerce', create: wooGateway },
} as const satisfies Record<PlatformId, { prefix: string; create(tools: GatewayTools): Gateway }>

function gatewayOf(tools: GatewayTools, rates: Rates): MountedGateway {
  const { channel, wall } = tools
  const { prefix, create } = GATEWAYS[channel.platform]
  const limited = LIMITED[channel.platform]
  const answer = create(tools)
  return { channel, prefix, limited, handle: (request) => (rates.take(channel, wall()) ? answer(request) : limited()) }
}

/** The mini-program in which the own shop is paid: a system of its own, with faults of its own. */
function miniProgramOf(tools: GatewayTools): MountedGateway {
  const { miniAppId: appId = '', miniAppSecret: appSecret = '' } = tools.channel.fields
  const channel = { ...tools.channel, fields: { appId, appSecret } }
  const handle = weixinMiniGateway({ ...tools, channel })
  return { channel, prefix: '/mini', limited: LIMITED['weixin-shop'], handle }
}
