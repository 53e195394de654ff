import type { SessionView } from '@baton/contract'
import { showMerchant } from '@baton/fulfilment/catalogue'
import { anyone, Nothing, router } from './procedure.ts'

export const me = router({
  /** Null: nobody is signed in, which is an answer and no failure. */
  get: anyone.input(Nothing).query(async ({ ctx }): Promise<SessionView | null> => {
    if (ctx.person === null) return null
    const { timeZone } = await showMerchant(ctx.baton)
    return { ...ctx.person, timeZone }
  }),
})
