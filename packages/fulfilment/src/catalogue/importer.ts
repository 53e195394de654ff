import type { z } from 'zod'
import type { Tx } from '../runtime/database.ts'

export type Row = Readonly<Record<string, string>>

/** One kind of file: how a row becomes an input, and how it is saved. */
export interface Importer<Input> {
  readonly schema: z.ZodType<Input>
  /** Column of a schema field, where it is not the field's own name. */
  readonly columnOf: Readonly<Record<string, string>>
  /** The fields that name one thing; a file tells each once. */
  readonly key: readonly (keyof Input & string)[]
  toInput(row: Row): unknown
  isKnown(input: Input): boolean
  /** What is there is newer and stays. */
  isOlder?(input: Input): boolean
  save(tx: Tx, inputs: readonly Input[]): Promise<unknown>
}
