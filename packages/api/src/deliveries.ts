import {
  DeliveriesListInput,
  type DeliveryDetail,
  DeliveryIdInput,
  type DeliveryPage,
  ReplayInput,
  type RouteView,
} from '@baton/contract'
import { listDeliveries, listRoutes, readDelivery, replayDeliveries } from '@baton/fulfilment/deliveries'
import { allow, Nothing, router } from './procedure.ts'

export const deliveries = router({
  list: allow('deliveries.read')
    .input(DeliveriesListInput)
    .query(({ ctx, input }): Promise<DeliveryPage> => listDeliveries(ctx.baton, input)),
  get: allow('deliveries.read')
    .input(DeliveryIdInput)
    .query(({ ctx, input }): Promise<DeliveryDetail> => readDelivery(ctx.baton, input)),
  routes: allow('deliveries.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly RouteView[]> => listRoutes(ctx.baton)),
  replay: allow('deliveries.replay')
    .input(ReplayInput)
    .mutation(({ ctx, input }): Promise<{ replayed: number }> => replayDeliveries(ctx.baton, input)),
})
