import { type ScansApplied, ScansApplyInput } from '@baton/contract'
import { applyScans } from '@baton/fulfilment/scans'
import { onAnyDevice, router } from './procedure.ts'

export const scans = router({
  submit: onAnyDevice
    .input(ScansApplyInput)
    .mutation(({ ctx, input }): Promise<ScansApplied> => applyScans(ctx.baton, ctx.device, input)),
})
