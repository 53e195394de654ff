import type { SetupView } from '@baton/contract'
import { readSetup } from '@baton/fulfilment/setup'
import { allow, Nothing, router } from './procedure.ts'

export const setup = router({
  read: allow('catalogue.manage')
    .input(Nothing)
    .query(({ ctx }): Promise<SetupView> => readSetup(ctx.baton)),
})
