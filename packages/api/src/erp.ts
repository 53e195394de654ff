import {
  ErpIdInput,
  ErpKeyInput,
  ErpPauseInput,
  ErpSaveInput,
  type ErpView,
  type IssuedErpKey,
  type RefusalBurstView,
} from '@baton/contract'
import {
  issueErpKey,
  listErps,
  listRefusalBursts,
  pauseErp,
  resumeErp,
  revokeErpKey,
  saveErp,
} from '@baton/fulfilment/erp'
import { allow, Nothing, router } from './procedure.ts'

export const erp = router({
  list: allow('erp.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly ErpView[]> => listErps(ctx.baton)),
  bursts: allow('erp.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly RefusalBurstView[]> => listRefusalBursts(ctx.baton)),
  save: allow('erp.manage')
    .input(ErpSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveErp(ctx.baton, input)),
  issueKey: allow('erp.manage')
    .input(ErpIdInput)
    .mutation(({ ctx, input }): Promise<IssuedErpKey> => issueErpKey(ctx.baton, input)),
  revokeKey: allow('erp.manage')
    .input(ErpKeyInput)
    .mutation(({ ctx, input }) => revokeErpKey(ctx.baton, input)),
  pause: allow('erp.manage')
    .input(ErpPauseInput)
    .mutation(async ({ ctx, input }): Promise<{ applied: number }> => {
      if (!input.paused) return resumeErp(ctx.baton, { id: input.id })
      await pauseErp(ctx.baton, { id: input.id })
      return { applied: 0 }
    }),
})
