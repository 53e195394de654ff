import {
  type ConformanceRun,
  type ConformanceWrites,
  ConformanceWritesInput,
  type ErpCallView,
  ErpIdInput,
  ErpKeyInput,
  ErpPauseInput,
  ErpSaveInput,
  ErpSubscribeInput,
  type ErpSubscriptionView,
  type ErpView,
  type IssuedErpKey,
  type IssuedErpLogin,
  type IssuedSubscription,
  type RefusalBurstView,
  type RefusalView,
} from '@baton/contract'
import { listRefusals } from '@baton/fulfilment/channels'
import {
  issueErpKey,
  issueErpLogin,
  listErpCalls,
  listErps,
  listRefusalBursts,
  listSubscriptions,
  readConformanceWrites,
  revokeErpKey,
  runConformance,
  saveErp,
  setPaused,
  subscribe,
  testSubscription,
  unsubscribe,
} from '@baton/fulfilment/erp'
import { allow, Nothing, router } from './procedure.ts'

export const erp = router({
  list: allow('erp.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly ErpView[]> => listErps(ctx.baton)),
  calls: allow('erp.read')
    .input(ErpIdInput)
    .query(({ ctx, input }): Promise<readonly ErpCallView[]> => listErpCalls(ctx.baton, input)),
  refusals: allow('erp.read')
    .input(ErpIdInput)
    .query(({ ctx, input }): Promise<readonly RefusalView[]> => listRefusals(ctx.baton, input)),
  bursts: allow('erp.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly RefusalBurstView[]> => listRefusalBursts(ctx.baton)),
  subscriptions: allow('erp.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly ErpSubscriptionView[]> => listSubscriptions(ctx.baton)),
  subscribe: allow('erp.manage')
    .input(ErpSubscribeInput)
    .mutation(({ ctx, input }): Promise<IssuedSubscription> => subscribe(ctx.baton, input)),
  unsubscribe: allow('erp.manage')
    .input(ErpIdInput)
    .mutation(({ ctx, input }) => unsubscribe(ctx.baton, input)),
  testSubscription: allow('erp.manage')
    .input(ErpIdInput)
    .mutation(({ ctx, input }): Promise<{ deliveryId: string }> => testSubscription(ctx.baton, input)),
  runConformance: allow('erp.manage')
    .input(ErpIdInput)
    .mutation(({ ctx, input }): Promise<ConformanceRun> => runConformance(ctx.baton, input)),
  conformanceWrites: allow('erp.read')
    .input(ConformanceWritesInput)
    .query(({ ctx, input }): Promise<ConformanceWrites> => readConformanceWrites(ctx.baton, input)),
  save: allow('erp.manage')
    .input(ErpSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveErp(ctx.baton, input)),
  issueKey: allow('erp.manage')
    .input(ErpIdInput)
    .mutation(({ ctx, input }): Promise<IssuedErpKey> => issueErpKey(ctx.baton, input)),
  issueLogin: allow('erp.manage')
    .input(ErpIdInput)
    .mutation(({ ctx, input }): Promise<IssuedErpLogin> => issueErpLogin(ctx.baton, input)),
  revokeKey: allow('erp.manage')
    .input(ErpKeyInput)
    .mutation(({ ctx, input }) => revokeErpKey(ctx.baton, input)),
  pause: allow('erp.manage')
    .input(ErpPauseInput)
    .mutation(({ ctx, input }) => setPaused(ctx.baton, { kind: 'erp', ...input })),
})
