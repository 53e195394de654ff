import type { MeView } from '@baton/contract'
import { anyone, Nothing, router } from './procedure.ts'

export const me = router({
  /** Null: nobody is signed in, which is an answer and no failure. */
  get: anyone.input(Nothing).query(({ ctx }): MeView | null => ctx.person),
})
