import { UnreadableMessage } from './driver.ts'
import { textAt } from './json-field.ts'
import type { JsonObject } from './lossless-json.ts'

/** Yuan written in decimals (`44.00`, `12.5`, `7`) to integer fen, without floating point. */
export function fenOfYuan(text: string): number {
  const parts = /^(-?)(\d{1,13})(?:\.(\d{0,2})0*)?$/.exec(text)
  if (parts === null) throw new UnreadableMessage(`Not an amount in yuan with at most two decimals: ${text}.`)
  const [, sign, yuan = '0', decimals = ''] = parts
  const fen = Number(yuan) * 100 + Number(decimals.padEnd(2, '0'))
  return sign === '-' && fen !== 0 ? -fen : fen
}

/** Integer fen as yuan with two decimals. */
export function yuanOfFen(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function fenOfYuanAt(object: JsonObject, key: string): number | null {
  const text = textAt(object, key)
  return text === null ? null : fenOfYuan(text)
}
