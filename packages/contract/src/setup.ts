/** How far a merchant's set-up has come: what there is of everything that an order needs on its way. */
export interface SetupView {
  readonly warehouses: number
  readonly rules: number
  /** Orders to be shipped that no rule gave a warehouse, up to `MOST_UNASSIGNED`. */
  readonly unassigned: number
  readonly products: boolean
  /** Where platforms send to. */
  readonly publicUrl: string
  /** Whether platforms may reach it: https, and no address or name of a private network. */
  readonly isPublic: boolean
  /** An app's messages come to it. */
  readonly isPushedTo: boolean
  readonly channels: number
  readonly shops: number
  /** Names of shops that lack what their platform asks of each. */
  readonly shopsToAuthorise: readonly string[]
  /** A channel has told of something. */
  readonly hasHeard: boolean
  readonly badges: number
  readonly devices: number
  readonly printers: number
  /** Ways over which alerts reach somebody who looks at no page of Baton. */
  readonly waysToPeople: number
}
