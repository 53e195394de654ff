import { randomUUID } from 'node:crypto'
import { DEVICE_GRANTS, ORDER_STATES } from '@baton/contract'
import postgres from 'postgres'
import { saveApp, saveProduct, saveShop, saveWarehouse } from '../catalogue/index.ts'
import { AppCache, cancelSender, Receiver, shipSender } from '../channels/index.ts'
import { DeliveryLoop, type Senders } from '../deliveries/index.ts'
import { type Erp, saveErp } from '../erp/index.ts'
import type { Context } from '../runtime/index.ts'
import type { Device } from '../staff/index.ts'
import { OWN_SHOP_SECRET, openTestShop, type TestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { type Break, breaking, isBroken } from './breaks.ts'
import { type GatewayOutside, HINTING_APP } from './gateway-outside.ts'
import { OUTGOING_SECRET, type ShopOutside } from './shop-outside.ts'

/** What one process of ours has in memory. */
export class Process {
  readonly ctx: Context
  readonly apps: AppCache
  readonly receiver: Receiver
  readonly deliveries: DeliveryLoop

  constructor(ctx: Context) {
    this.ctx = ctx
    this.apps = new AppCache(ctx)
    this.receiver = new Receiver(ctx)
    const senders = { 'channel.ship': shipSender(this.apps), 'channel.cancel': cancelSender(this.apps) }
    this.deliveries = new DeliveryLoop(ctx, senders as unknown as Senders)
  }
}

export interface Outside {
  readonly outside: ShopOutside
  readonly gateway: GatewayOutside
}

/**
 * The real system on a database of its own: an own shop that pushes, one of a platform that only hints, both told of
 * shipments, one ERP, one warehouse with two devices.
 */
export class World {
  readonly outside: ShopOutside
  readonly gateway: GatewayOutside
  /** The address of the hinting shop's pushes. */
  readonly hinting: { readonly pushKey: string }
  readonly erp: Erp
  readonly devices: readonly Device[]
  readonly shop: TestShop
  /** Reads everything, as no process of ours may. */
  readonly owner: postgres.Sql
  private readonly opened: TestContext
  private process: Process

  private constructor(
    parts: Pick<World, 'outside' | 'gateway' | 'hinting' | 'erp' | 'devices' | 'shop'> & {
      opened: TestContext
      ctx: Context
    },
  ) {
    this.outside = parts.outside
    this.gateway = parts.gateway
    this.hinting = parts.hinting
    this.erp = parts.erp
    this.devices = parts.devices
    this.shop = parts.shop
    this.opened = parts.opened
    this.owner = postgres(parts.opened.ownerUrl, { max: 1 })
    this.process = new Process(parts.ctx)
  }

  static async open({ outside, gateway }: Outside, start: Date): Promise<World> {
    const opened = await openTestContext(start)
    const env = { ...opened.ctx.env, BATON_ARCHIVE_DAYS: 3 }
    const actor = { kind: 'person', id: 'u1', name: '小陈' } as const
    const ctx: Context = { ...opened.ctx, env, actor, address: '192.0.2.9' }
    const shop = await openTestShop(ctx)
    outside.mood = 'well'
    outside.heard = []
    outside.now = ctx.now
    gateway.mood = 'well'
    gateway.now = ctx.now
    await saveApp(ctx, {
      ...{ id: shop.appId, platform: 'own-shop', name: '自有商城', endpoints: { events: outside.address } },
      fields: { secret: OWN_SHOP_SECRET, outgoingSecret: OUTGOING_SECRET },
    })
    const hinting = await openHintingShop(ctx, gateway.address)
    const place = { province: '浙江省', city: '杭州市', address: '1 号', timeZone: 'Asia/Shanghai', enabled: true }
    const { id: warehouseId } = await saveWarehouse(ctx, { code: 'HD', name: '华东仓', ...place })
    const item = { category: '服饰', exempt: false, barcode: '6901234567892', hasSerial: false }
    await saveProduct(ctx, { ...item, sku: 'SKU-1', name: '童装外套' })
    const rights = { name: '旺店通', grants: [...ORDER_STATES], mayHold: true }
    const { id } = await saveErp(ctx, rights)
    const erp: Erp = {
      ...rights,
      id,
      mayTellStock: false,
      mayTellProducts: false,
      mayGiveLinks: false,
      sign: () => ({}),
    }
    const devices = [await openDevice(ctx, 'PDA 1', warehouseId), await openDevice(ctx, 'PDA 2', warehouseId)]
    return new World({ outside, gateway, hinting, erp, devices, shop, opened, ctx })
  }

  get ctx(): Context {
    return this.process.ctx
  }

  get now(): Date {
    return this.process.ctx.now()
  }

  forward(milliseconds: number): void {
    this.opened.clock.forward(milliseconds)
  }

  /** All that a process had in memory is gone. */
  restart(): void {
    this.process = new Process(this.ctx)
  }

  /** A verb that whoever asked for it asks again, until it has answered: what broke on the way must not show. */
  async surely<T>(mishap: Break | null, verb: (process: Process) => Promise<T>): Promise<T> {
    if (mishap === null) return verb(this.process)
    try {
      const answer = await verb(new Process(breaking(this.ctx, mishap)))
      if (mishap.how !== 'answer_lost') return answer
    } catch (error) {
      if (!isBroken(error)) throw error
    }
    this.restart()
    return verb(this.process)
  }

  async close(): Promise<void> {
    await this.owner.end()
    await this.opened.close()
  }
}

async function openHintingShop(ctx: Context, gateway: string): Promise<{ pushKey: string }> {
  const told = { platform: 'weixin-shop', name: '微信小店', fields: HINTING_APP, endpoints: { gateway } } as const
  const { id: appId } = await saveApp(ctx, told)
  await saveShop(ctx, { appId, name: '小店', nativeNumber: HINTING_APP.appId, fields: {}, enabled: true })
  const [app] = await ctx.sql<{ pushKey: string }[]>`SELECT push_key FROM channel_apps WHERE id = ${appId}`
  if (!app) throw new Error('the app is not there')
  return app
}

async function openDevice(ctx: Context, name: string, warehouseId: string): Promise<Device> {
  const id = randomUUID()
  await ctx.sql`
    INSERT INTO devices (id, kind, name, warehouse_id, created_at, created_by)
    VALUES (${id}, 'browser', ${name}, ${warehouseId}, ${ctx.now()}, 'test')`
  return { id, name, warehouseId, isRevoked: false, grants: DEVICE_GRANTS, operatorId: null }
}
