import { randomUUID } from 'node:crypto'
import { DEVICE_GRANTS, type OrderState, type ScanInput, type ScanOutcome } from '@baton/contract'
import { saveProduct, saveWarehouse } from '../catalogue/index.ts'
import { type Claim, moveOrders } from '../orders/index.ts'
import { type Context, inTransaction } from '../runtime/index.ts'
import { createStaff, type Device } from '../staff/index.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestClock } from '../testing/test-context.ts'
import { applyScans } from './index.ts'

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never
export type Deed = DistributiveOmit<ScanInput, 'id' | 'seq' | 'at' | 'offsetMs' | 'operatorId'>

/** A warehouse with two devices, one person, and a shop whose orders are paid and assigned to it. */
export interface FloorWorld {
  readonly ctx: Context
  readonly clock: TestClock
  readonly warehouseId: string
  readonly elsewhereId: string
  readonly staffId: string
  device(name: string, warehouseId?: string): Promise<Device>
  order(
    number: string,
    told?: Partial<Parameters<typeof aSnapshot>[0]> & { state?: OrderState; at?: string | null },
  ): Promise<string>
  claim(id: string, claim: Claim): Promise<string>
  scanOf(deed: Deed, told?: Partial<ScanInput>): ScanInput
  /** Sends deeds in one batch and says what each was answered. */
  scan(device: Device, ...deeds: readonly Deed[]): Promise<string[]>
  send(device: Device, scans: readonly ScanInput[]): Promise<readonly ScanOutcome[]>
  stateOf(id: string): Promise<string>
  close(): Promise<void>
}

export async function openFloorWorld(): Promise<FloorWorld> {
  const world = await openTestContext()
  const ctx: Context = { ...world.ctx, actor: { kind: 'person', id: 'u1', name: '小陈' } }
  const place = { province: '浙江省', city: '杭州市', address: '1 号', timeZone: 'Asia/Shanghai', enabled: true }
  const { id: warehouseId } = await saveWarehouse(ctx, { code: 'HD', name: '华东仓', ...place })
  const { id: elsewhereId } = await saveWarehouse(ctx, { code: 'HN', name: '华南仓', ...place })
  const item = { category: '服饰', exempt: false }
  await saveProduct(ctx, { ...item, sku: 'SKU-1', name: '童装外套', barcode: '6901234567892', hasSerial: false })
  await saveProduct(ctx, { ...item, sku: 'SKU-2', name: '台灯', barcode: '6901234567908', hasSerial: true })
  const { id: staffId } = await createStaff(ctx, {
    ...{ username: 'packer', name: '李四', role: 'warehouse', password: 'a good password' },
  })
  const shopId = randomUUID()
  let version = 1_780_000_000_000
  let seq = 0

  async function move(target: { number: string } | { id: string }, claim: Claim): Promise<string> {
    const native = 'number' in target ? target.number : ''
    const [outcome] = await inTransaction(ctx, (tx) =>
      moveOrders(ctx, tx, [
        {
          target:
            'id' in target
              ? { by: 'id', id: target.id }
              : { by: 'native', platform: 'own-shop', shopId, nativeNumber: native },
          source: {
            actor: { kind: 'channel', id: 'c1', name: '自有商城' },
            ...{ appId: null, address: null, eventId: null, topic: null, authority: 'home', grants: ['shipped'] },
          },
          occurredAt: ctx.now(),
          claim,
        },
      ]),
    )
    return outcome?.orderId ?? ''
  }
  const scanOf = (deed: Deed, told: Partial<ScanInput> = {}): ScanInput => {
    seq += 1
    const base = { id: randomUUID(), seq, at: ctx.now().toISOString(), offsetMs: 0, operatorId: staffId }
    return { ...base, ...deed, ...told } as ScanInput
  }
  const send = async (device: Device, scans: readonly ScanInput[]) =>
    (await applyScans(ctx, device, { scans })).outcomes
  return {
    ...{ ctx, clock: world.clock, warehouseId, elsewhereId, staffId, scanOf, send },
    async device(name, at = warehouseId) {
      const id = randomUUID()
      await ctx.sql`
        INSERT INTO devices (id, kind, name, warehouse_id, created_at, created_by)
        VALUES (${id}, 'browser', ${name}, ${at}, ${ctx.now()}, 'test')`
      return { id, name, warehouseId: at, isRevoked: false, grants: DEVICE_GRANTS, operatorId: null }
    },
    order(number, { state = 'to_ship', at = warehouseId, ...told } = {}) {
      version += 1000
      const snapshot = aSnapshot({ orderNumber: number, version, ...told })
      const assignment = { warehouseId: at, reason: null }
      return move({ number }, { kind: 'snapshot', snapshot, meaning: { state }, afterSales: [], assignment })
    },
    claim: (id, claim) => move({ id }, claim),
    scan: async (device, ...deeds) => {
      const outcomes = await send(
        device,
        deeds.map((deed) => scanOf(deed)),
      )
      return outcomes.map((one) => one.answer)
    },
    send,
    async stateOf(id) {
      const [row] = await ctx.sql<{ state: string }[]>`SELECT state FROM orders WHERE id = ${id}`
      return row?.state ?? 'none'
    },
    close: () => world.close(),
  }
}
