import type { MeView } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'

/** What the transport knows of one request. `baton` acts for `person` where there is one. */
export interface ApiContext {
  readonly baton: Context
  readonly person: MeView | null
  /** The caller's network address. */
  readonly address: string
}
