import { CompareInput, type Comparison, type OrderTotals, type ReplayRunView, TotalsInput } from '@baton/contract'
import { compareOrders, readLastReplay, totalOrders } from '@baton/fulfilment/reconcile'
import { allow, Nothing, router } from './procedure.ts'

export const reconcile = router({
  compare: allow('orders.export')
    .input(CompareInput)
    .query(({ ctx, input }): Promise<Comparison> => compareOrders(ctx.baton, input)),
  totals: allow('orders.export')
    .input(TotalsInput)
    .query(({ ctx, input }): Promise<OrderTotals> => totalOrders(ctx.baton, input)),
  lastReplay: allow('orders.export')
    .input(Nothing)
    .query(({ ctx }): Promise<ReplayRunView | null> => readLastReplay(ctx.baton)),
})
