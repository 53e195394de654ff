import type { MeView } from '@baton/contract'
import { Nothing, router, signedIn } from './procedure.ts'

export const me = router({
  get: signedIn.input(Nothing).query(({ ctx }): MeView => ctx.person),
})
