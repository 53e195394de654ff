import {
  InterceptionIdInput,
  type InterceptionPage,
  InterceptionResolveInput,
  InterceptionsListInput,
} from '@baton/contract'
import { acknowledgeInterception, listInterceptions, resolveInterception } from '@baton/fulfilment/orders'
import { allow, router } from './procedure.ts'

export const interceptions = router({
  list: allow('interceptions.read')
    .input(InterceptionsListInput)
    .query(({ ctx, input }): Promise<InterceptionPage> => listInterceptions(ctx.baton, input)),
  acknowledge: allow('interceptions.handle')
    .input(InterceptionIdInput)
    .mutation(({ ctx, input }) => acknowledgeInterception(ctx.baton, input)),
  resolve: allow('interceptions.handle')
    .input(InterceptionResolveInput)
    .mutation(({ ctx, input }) => resolveInterception(ctx.baton, input)),
})
