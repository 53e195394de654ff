import type { CompareInput } from '@baton/contract'
import { type FileMoment, momentOfCells, momentOfLine, momentsOfFiles } from './moments.ts'

/** Why files cannot be compared; each has a sentence with what to do. */
export type FileTrouble =
  | 'two_files'
  | 'unreadable'
  | 'not_ours'
  | 'damaged'
  | 'locked'
  | 'too_large'
  | 'same_moment'
  | 'other_filter'

/** A spreadsheet is held whole while its first row is read; of a CSV only the first line ever is. */
export const XLSX_LIMIT_BYTES = 200_000_000
const FIRST_LINE_BYTES = 4000

/** The two moments that two exported files carry (CSV or XLSX, also one of each), or why they cannot be compared. */
export async function momentsIn(files: readonly File[]): Promise<CompareInput | FileTrouble> {
  const [one, other, ...more] = files
  if (!one || !other || more.length > 0) return 'two_files'
  const [left, right] = [await momentIn(one), await momentIn(other)]
  if (typeof left === 'string') return left
  return typeof right === 'string' ? right : momentsOfFiles(left, right)
}

async function momentIn(file: File): Promise<FileMoment | FileTrouble> {
  const begin = new Uint8Array(await file.slice(0, FIRST_LINE_BYTES).arrayBuffer())
  if (beginsWith(begin, OLE)) return 'locked'
  if (beginsWith(begin, ZIP)) return file.size > XLSX_LIMIT_BYTES ? 'too_large' : firstRowMoment(file)
  const [line = ''] = new TextDecoder().decode(begin).split('\n')
  return momentOfLine(line) ?? 'not_ours'
}

async function firstRowMoment(file: File): Promise<FileMoment | FileTrouble> {
  const { streamXlsxRows } = await import('hucre/xlsx')
  try {
    for await (const { values } of streamXlsxRows(await file.arrayBuffer(), { maxRows: 1 }))
      return momentOfCells(values) ?? 'not_ours'
    return 'not_ours'
  } catch {
    return 'damaged'
  }
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** The container of a workbook with a password, and of the .xls before 2007. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
