import {
  ChannelSaveInput,
  MessageChannelSaveInput,
  PrinterSaveInput,
  ProductSaveInput,
  RuleSaveInput,
  ShopSaveInput,
  WarehouseSaveInput,
} from '@baton/contract'
import { z } from 'zod'
import type { Context } from '../runtime/context.ts'
import { saveApp } from './apps.ts'
import { saveProducts } from './products.ts'
import { listRules, saveRule } from './rules.ts'
import { saveShop } from './shops.ts'
import { listWarehouses, saveWarehouse } from './warehouses.ts'

/** A merchant's set-up in one file: what ops would otherwise enter page by page. */
export const World = z.strictObject({
  channels: z.array(
    ChannelSaveInput.omit({ id: true }).extend({
      shops: z.array(ShopSaveInput.omit({ id: true, appId: true })).max(100),
    }),
  ),
  warehouses: z.array(WarehouseSaveInput.omit({ id: true })),
  products: z.array(ProductSaveInput).max(20_000),
  rules: z.array(RuleSaveInput.omit({ id: true, warehouseId: true }).extend({ warehouseCode: z.string() })),
  messageChannels: z
    .array(MessageChannelSaveInput.omit({ id: true }))
    .max(20)
    .default([]),
  printers: z
    .array(PrinterSaveInput.omit({ id: true, warehouseId: true }).extend({ warehouseCode: z.string() }))
    .max(100)
    .default([]),
  /** Ids of the staff at the messengers; only the sandbox reads them. */
  members: z.array(z.string()).max(100).default([]),
  /** Where the seeded staff have their mailboxes; empty: nowhere. */
  mailDomain: z.string().max(100).default(''),
})
export type World = z.infer<typeof World>

/** Brings a set-up in. What is already there by its name, number, code or SKU is brought up to date, never doubled. */
export async function importWorld(ctx: Context, world: World): Promise<void> {
  for (const channel of world.channels) await importChannel(ctx, channel)
  const codes = new Map((await listWarehouses(ctx)).map((one) => [one.code, one.id]))
  for (const warehouse of world.warehouses) {
    const id = codes.get(warehouse.code)
    codes.set(warehouse.code, (await saveWarehouse(ctx, { ...warehouse, ...(id ? { id } : {}) })).id)
  }
  await saveProducts(ctx, world.products, ctx.sql)
  const rules = new Map((await listRules(ctx)).map((one) => [one.name, one.id]))
  for (const { warehouseCode, ...rule } of world.rules) {
    const id = rules.get(rule.name)
    const warehouseId = codes.get(warehouseCode)
    if (!warehouseId) throw new Error(`Rule ${rule.name} names an unknown warehouse ${warehouseCode}`)
    await saveRule(ctx, { ...rule, warehouseId, ...(id ? { id } : {}) })
  }
}

async function importChannel(ctx: Context, { shops, ...channel }: World['channels'][number]): Promise<void> {
  const [known] = await ctx.sql<{ id: string }[]>`
    SELECT id FROM channel_apps WHERE platform = ${channel.platform} AND name = ${channel.name}`
  const app = await saveApp(ctx, { ...channel, ...(known ? { id: known.id } : {}) })
  for (const shop of shops) {
    const [had] = await ctx.sql<{ id: string }[]>`
      SELECT id FROM shops WHERE app_id = ${app.id} AND native_number = ${shop.nativeNumber}`
    await saveShop(ctx, { ...shop, appId: app.id, ...(had ? { id: had.id } : {}) })
  }
}
