import { type AccountView, OwnDeviceInput, OwnSessionInput, PasswordChangeInput } from '@baton/contract'
import { carryPush } from '@baton/fulfilment/alerts'
import {
  changeOwnPassword,
  endOtherSessions,
  endOwnSession,
  giveBackDevice,
  readAccount,
} from '@baton/fulfilment/staff'
import { bySession, Nothing, router } from './procedure.ts'

/** Of whoever asks, and of nobody else. */
export const account = router({
  get: bySession.input(Nothing).query(({ ctx }): Promise<AccountView> => readAccount(ctx.baton, ctx.place)),
  changePassword: bySession.input(PasswordChangeInput).mutation(async ({ ctx, input }): Promise<void> => {
    const { id, cookies } = await changeOwnPassword(ctx.baton, ctx.place, input)
    ctx.keepCookies(cookies)
    await carryPush(ctx.baton, { from: ctx.place.session.id, to: id })
  }),
  endSession: bySession
    .input(OwnSessionInput)
    .mutation(({ ctx, input }): Promise<void> => endOwnSession(ctx.baton, ctx.place, input)),
  giveBackDevice: bySession
    .input(OwnDeviceInput)
    .mutation(({ ctx, input }): Promise<void> => giveBackDevice(ctx.baton, input)),
  endOthers: bySession.input(Nothing).mutation(({ ctx }): Promise<void> => endOtherSessions(ctx.baton, ctx.place)),
})
