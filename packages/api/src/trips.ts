import { type HandOverList, PrintHandOverInput, TripCodeInput, type TripRow, TripsInput } from '@baton/contract'
import { printTrip } from '@baton/fulfilment/printing'
import { listHandOvers, readHandOver } from '@baton/fulfilment/scans'
import { allowBySession, router } from './procedure.ts'

/** As the office sees them: of every warehouse. A device has those of its own in `floor`. */
export const trips = router({
  list: allowBySession('scans.write')
    .input(TripsInput)
    .query(({ ctx, input }): Promise<readonly TripRow[]> => listHandOvers(ctx.baton, input)),
  handOverList: allowBySession('scans.write')
    .input(TripCodeInput)
    .query(({ ctx, input }): Promise<HandOverList> => readHandOver(ctx.baton, null, input)),
  print: allowBySession('scans.write')
    .input(PrintHandOverInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printTrip(ctx.baton, input)),
})
