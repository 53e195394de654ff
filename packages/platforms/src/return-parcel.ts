import type { ReturnParcel } from './driver.ts'
import { textAt } from './json-field.ts'
import type { JsonObject } from './lossless-json.ts'

/** The buyer's parcel as a part of an after-sale, under the platform's names for its carrier and waybill; nothing without a waybill. */
export function returnParcelOf(
  told: JsonObject | null,
  { carrier, waybill }: { carrier: readonly string[]; waybill: string },
): { returnParcel?: ReturnParcel } {
  const number = told && textAt(told, waybill)
  if (!number) return {}
  return { returnParcel: { carrier: first(told, carrier), waybill: number } }
}

function first(told: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const word = textAt(told, key)
    if (word !== null) return word
  }
  return ''
}
