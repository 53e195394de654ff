import {
  OrderReturnsInput,
  OwnerlessListInput,
  type OwnerlessPage,
  PrintWorkOrderInput,
  ReturnAttachInput,
  type ReturnCounts,
  type ReturnPage,
  type ReturnRow,
  ReturnsCountInput,
  ReturnsListInput,
} from '@baton/contract'
import { printWorkOrder } from '@baton/fulfilment/printing'
import { attachReturn, countReturns, listOrderReturns, listOwnerless, listReturns } from '@baton/fulfilment/returns'
import { allow, router } from './procedure.ts'

export const returns = router({
  list: allow('orders.read')
    .input(ReturnsListInput)
    .query(({ ctx, input }): Promise<ReturnPage> => listReturns(ctx.baton, input)),
  ownerless: allow('orders.read')
    .input(OwnerlessListInput)
    .query(({ ctx, input }): Promise<OwnerlessPage> => listOwnerless(ctx.baton, input)),
  counts: allow('orders.read')
    .input(ReturnsCountInput)
    .query(({ ctx, input }): Promise<ReturnCounts> => countReturns(ctx.baton, input)),
  ofOrder: allow('orders.read')
    .input(OrderReturnsInput)
    .query(({ ctx, input }): Promise<readonly ReturnRow[]> => listOrderReturns(ctx.baton, input)),
  print: allow('scans.write')
    .input(PrintWorkOrderInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printWorkOrder(ctx.baton, input)),
  attach: allow('interceptions.handle')
    .input(ReturnAttachInput)
    .mutation(({ ctx, input }): Promise<{ orderId: string }> => attachReturn(ctx.baton, input)),
})
