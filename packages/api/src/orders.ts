import {
  EraseInput,
  type ErasePreview,
  HoldInput,
  type HoldPreview,
  HoldPreviewInput,
  LiftInput,
  LiveInput,
  type LiveMessage,
  MoveBackInput,
  type OrderActionResult,
  type OrderDetail,
  OrderIdInput,
  type OrderInspection,
  type OrderPage,
  type OrderRow,
  OrdersByIdsInput,
  OrdersListInput,
  OrderTimelineInput,
  type TimelineEntry,
  UnbindInput,
  type Verdict,
  WarehouseChangeInput,
  type WarehouseExplanation,
  WaybillImportInput,
  type WaybillImportResult,
} from '@baton/contract'
import { syncOrder } from '@baton/fulfilment/channels'
import { importWaybillFile } from '@baton/fulfilment/erp'
import {
  changeWarehouse,
  eraseBuyer,
  explainWarehouse,
  holdOrders,
  liftHolds,
  listOrders,
  moveBack,
  previewErasure,
  previewHold,
  readOrder,
  readOrderRows,
  readTimeline,
} from '@baton/fulfilment/orders'
import { listInspections, unbindParcel } from '@baton/fulfilment/scans'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import { livePosition } from './live-position.ts'
import { allow, router } from './procedure.ts'

export interface TimelinePage {
  readonly entries: readonly TimelineEntry[]
  readonly next: string | null
}

export const orders = router({
  list: allow('orders.read')
    .input(OrdersListInput)
    .query(({ ctx, input }): Promise<OrderPage> => listOrders(ctx.baton, input)),
  get: allow('orders.read')
    .input(OrderIdInput)
    .query(({ ctx, input }): Promise<OrderDetail> => readOrder(ctx.baton, input)),
  rows: allow('orders.read')
    .input(OrdersByIdsInput)
    .query(({ ctx, input }): Promise<readonly OrderRow[]> => readOrderRows(ctx.baton, input)),
  timeline: allow('orders.read')
    .input(OrderTimelineInput)
    .query(({ ctx, input }): Promise<TimelinePage> => readTimeline(ctx.baton, input)),
  inspections: allow('orders.read')
    .input(OrderIdInput)
    .query(({ ctx, input }): Promise<readonly OrderInspection[]> => listInspections(ctx.baton, input)),
  live: allow('orders.read')
    .input(LiveInput)
    .subscription(async function* ({ ctx, input, signal }): AsyncGenerator<TrackedEnvelope<LiveMessage>> {
      const messages = ctx.live.follow(livePosition(input), signal ?? new AbortController().signal)
      for await (const message of messages) yield tracked(String(message.position), message)
    }),
  previewHold: allow('orders.hold')
    .input(HoldPreviewInput)
    .query(({ ctx, input }): Promise<HoldPreview> => previewHold(ctx.baton, input)),
  hold: allow('orders.hold')
    .input(HoldInput)
    .mutation(({ ctx, input }): Promise<readonly OrderActionResult[]> => holdOrders(ctx.baton, input)),
  lift: allow('orders.hold')
    .input(LiftInput)
    .mutation(({ ctx, input }): Promise<readonly OrderActionResult[]> => liftHolds(ctx.baton, input)),
  moveBack: allow('orders.move_back')
    .input(MoveBackInput)
    .mutation(({ ctx, input }): Promise<OrderActionResult> => moveBack(ctx.baton, input)),
  unbind: allow('orders.unbind')
    .input(UnbindInput)
    .mutation(({ ctx, input }): Promise<OrderActionResult> => unbindParcel(ctx.baton, input)),
  previewErasure: allow('orders.erase')
    .input(OrderIdInput)
    .query(({ ctx, input }): Promise<ErasePreview> => previewErasure(ctx.baton, input)),
  erase: allow('orders.erase')
    .input(EraseInput)
    .mutation(({ ctx, input }): Promise<readonly OrderActionResult[]> => eraseBuyer(ctx.baton, input)),
  changeWarehouse: allow('orders.assign')
    .input(WarehouseChangeInput)
    .mutation(({ ctx, input }): Promise<readonly OrderActionResult[]> => changeWarehouse(ctx.baton, input)),
  explainWarehouse: allow('catalogue.read')
    .input(OrderIdInput)
    .query(({ ctx, input }): Promise<WarehouseExplanation> => explainWarehouse(ctx.baton, input)),
  importWaybills: allow('orders.import')
    .input(WaybillImportInput)
    .mutation(({ ctx, input }): Promise<WaybillImportResult> => importWaybillFile(ctx.baton, input)),
  syncNow: allow('orders.sync')
    .input(OrderIdInput)
    .mutation(({ ctx, input }): Promise<{ verdict: Verdict | null }> => syncOrder(ctx.baton, input)),
})
