import { StationSaveInput, type StationView } from '@baton/contract'
import { listStations, saveStation } from '@baton/fulfilment/staff'
import { allow, Nothing, router } from './procedure.ts'

export const stations = router({
  list: allow('devices.manage')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly StationView[]> => listStations(ctx.baton)),
  save: allow('devices.manage')
    .input(StationSaveInput)
    .mutation(({ ctx, input }): Promise<StationView> => saveStation(ctx.baton, input)),
})
