import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import type { Month, Sequence } from './kept-tables.ts'

/**
 * A backup is SQL as `pg_dump` would write it: a first line that says what it is, `COPY … FROM stdin;` with its rows and `\.`
 * for each table, and a last line without which it is not whole. Compressed with zstd.
 */
export interface BackupHead {
  readonly format: 1
  /** When the newest migration of its database was written. */
  readonly schema: number
  readonly createdAt: string
  readonly months: readonly Month[]
}

export interface BackupEnd {
  readonly sequences: readonly Sequence[]
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>
}

export const HEAD_MARK = '-- Baton backup '
export const END_MARK = '-- Baton backup ends '
export const ROWS_END = '\\.\n'

const NEWLINE = 0x0a
export const DAMAGED = 'The file is no backup of Baton, or it is damaged. Nothing was restored.'
const CUT_SHORT = 'The file ends too early: it is not a whole backup. Nothing was restored.'

/** Rows in a piece of what COPY says: it writes each on a line of its own. */
export function rowsIn(part: Buffer): number {
  let rows = 0
  for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, at + 1)) rows += 1
  return rows
}

/** Reads a backup from its beginning, a line or the rows of one table at a time. */
export class BackupReader {
  private readonly chunks: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(file: string) {
    const plain = createZstdDecompress()
    createReadStream(file)
      .on('error', (error) => plain.destroy(error))
      .pipe(plain)
    this.chunks = plain[Symbol.asyncIterator]()
  }

  /** The next line without its end. */
  async line(): Promise<string> {
    let end = this.rest.indexOf(NEWLINE)
    while (end < 0) {
      const from = this.rest.length
      this.rest = Buffer.concat([this.rest, await this.more()])
      end = this.rest.indexOf(NEWLINE, from)
    }
    const line = this.rest.subarray(0, end).toString()
    this.rest = this.rest.subarray(end + 1)
    return line
  }

  /** The rows up to the end of their table, in pieces of whole lines. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.rest.subarray(0, ROWS_END.length).equals(Buffer.from(ROWS_END))) {
        this.rest = this.rest.subarray(ROWS_END.length)
        return
      }
      const end = this.rest.indexOf(`\n${ROWS_END}`)
      const whole = end >= 0 ? end + 1 : this.rest.lastIndexOf(NEWLINE, -ROWS_END.length - 1) + 1
      if (whole > 0) yield this.rest.subarray(0, whole)
      this.rest = this.rest.subarray(whole)
      if (end < 0) this.rest = Buffer.concat([this.rest, await this.more()])
    }
  }

  async close(): Promise<void> {
    await this.chunks.return?.()
  }

  private async more(): Promise<Buffer> {
    const next = await this.chunks.next().catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'Z_BUF_ERROR') throw new Error(CUT_SHORT)
      if (error.code?.startsWith('ZSTD_')) throw new Error(DAMAGED)
      throw error
    })
    if (next.done) throw new Error(CUT_SHORT)
    return next.value
  }
}
