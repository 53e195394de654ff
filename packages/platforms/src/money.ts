import { UnreadableMessage } from './driver.ts'
import { textAt } from './json-field.ts'
import type { JsonObject } from './lossless-json.ts'

/** Currencies whose smallest unit is not a hundredth (ISO 4217, list of active codes). */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** A decimal amount (`12.90`, `-5`, `1200`) as whole smallest units of its currency, without floating point. */
export function minorUnits(text: string, currency: string): number {
  const decimals = DECIMALS[currency] ?? 2
  const parts = /^(-?)(\d{1,13})(?:\.(\d{0,8}))?$/.exec(text)
  const [, sign = '', whole = '0', fraction = ''] = parts ?? []
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  if (parts === null || /[^0]/.test(fraction.slice(decimals))) {
    throw new UnreadableMessage(`Not an amount of ${currency} with at most ${decimals} decimals: ${text}.`)
  }
  const units = Number(`${whole}${kept}`)
  return sign === '-' && units !== 0 ? -units : units
}

/** Whole smallest units as the decimal text shops write. */
export function decimalOf(units: number, currency: string): string {
  const decimals = DECIMALS[currency] ?? 2
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return units < 0 ? `-${text}` : text
}

export function minorUnitsAt(object: JsonObject, key: string, currency: string): number | null {
  const text = textAt(object, key)
  return text === null ? null : minorUnits(text, currency)
}

export function needCurrency(object: JsonObject, key: string): string {
  const currency = textAt(object, key) ?? ''
  if (!/^[A-Z]{3}$/.test(currency)) throw new UnreadableMessage(`Field ${key} is not a currency code: ${currency}.`)
  return currency
}
