import {
  type AgreementView,
  DeviationCellInput,
  type DeviationMap,
  DeviationMapInput,
  type DeviationPage,
  DeviationSaveInput,
} from '@baton/contract'
import { listDeviations, readAgreement, readDeviationMap, saveDeviationSettings } from '@baton/fulfilment/deviation'
import { allow, Nothing, router } from './procedure.ts'

export const deviation = router({
  map: allow('channels.read')
    .input(DeviationMapInput)
    .query(({ ctx, input }): Promise<DeviationMap> => readDeviationMap(ctx.baton, input)),
  cell: allow('channels.read')
    .input(DeviationCellInput)
    .query(({ ctx, input }): Promise<DeviationPage> => listDeviations(ctx.baton, input)),
  agreement: allow('channels.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly AgreementView[]> => readAgreement(ctx.baton)),
  saveSettings: allow('channels.manage')
    .input(DeviationSaveInput)
    .mutation(({ ctx, input }): Promise<void> => saveDeviationSettings(ctx.baton, input)),
})
