import { applyPending } from '../../channels/index.ts'
import type { Break } from '../breaks.ts'
import type { Model } from '../model.ts'
import type { Process, World } from '../world.ts'

export async function applyAll({ ctx, apps }: Process): Promise<void> {
  while ((await applyPending(ctx, apps)) > 0);
}

/** Everything kept and due is applied, and the model knows it. */
export async function apply(model: Model, world: World, broken: Break | null): Promise<void> {
  await world.surely(broken, applyAll)
  const rows = await world.ctx.sql<{ id: string; nativeNumber: string }[]>`SELECT id, native_number FROM orders`
  for (const order of model.orders) order.id = rows.find((row) => row.nativeNumber === order.number)?.id ?? order.id
  const [open] = await world.ctx.sql`SELECT FROM channel_events WHERE state NOT IN ('done', 'waiting')`
  for (const order of model.orders)
    order.applied = open || (order.isHinted && order.kept !== order.truth) ? null : order.kept
}
