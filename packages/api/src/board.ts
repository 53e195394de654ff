import { BoardInput, type BoardView, ScanDismissInput } from '@baton/contract'
import { dismissUnmatched, readBoard } from '@baton/fulfilment/scans'
import { allow, router } from './procedure.ts'

export const board = router({
  read: allow('board.read')
    .input(BoardInput)
    .query(({ ctx, input }): Promise<BoardView> => readBoard(ctx.baton, input)),
  dismissScan: allow('devices.manage')
    .input(ScanDismissInput)
    .mutation(({ ctx, input }): Promise<void> => dismissUnmatched(ctx.baton, input)),
})
