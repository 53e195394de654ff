import { type HandOverList, PrintHandOverInput, TripCodeInput, type TripRow, TripsInput } from '@baton/contract'
import { printTrip } from '@baton/fulfilment/printing'
import { listHandOvers, readHandOver } from '@baton/fulfilment/scans'
import { allow, router } from './procedure.ts'

export const trips = router({
  list: allow('scans.write')
    .input(TripsInput)
    .query(({ ctx, input }): Promise<readonly TripRow[]> => listHandOvers(ctx.baton, input)),
  handOverList: allow('scans.write')
    .input(TripCodeInput)
    .query(({ ctx, input }): Promise<HandOverList> => readHandOver(ctx.baton, null, input)),
  print: allow('scans.write')
    .input(PrintHandOverInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printTrip(ctx.baton, input)),
})
