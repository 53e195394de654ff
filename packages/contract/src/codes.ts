import type { CarrierCode } from './carriers.ts'
import { GLOBAL_ID_PATTERN } from './global-id-pattern.ts'

/** Codes that Baton prints itself: two letters, a dash, seven characters and a check character (ISO 7064 MOD 37,36). */
const MINTED_KINDS = {
  trip: 'TR',
  badge: 'BG',
  station: 'ST',
  bin: 'BN',
  work_order: 'RW',
} as const satisfies Record<string, string>
export type MintedKind = keyof typeof MINTED_KINDS

/** What a scanned or typed text is. Nothing here is looked up: the text alone decides. */
export type Code =
  | { readonly kind: 'order'; readonly text: string }
  | {
      readonly kind: 'waybill'
      readonly text: string
      readonly carrier: CarrierCode | null
      /** All digits with a right GTIN check digit, perhaps after the 01 of GS1: an item's barcode looks the same. */
      readonly mayBeItem: boolean
    }
  | { readonly kind: 'item'; readonly text: string; readonly serial: string | null }
  | { readonly [Kind in MintedKind]: { readonly kind: Kind; readonly text: string } }[MintedKind]
  | { readonly kind: 'link'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly why: 'empty' | 'too_long' | 'check_character' | 'no_code' }

/** Nothing that is printed to be scanned is longer. */
export const MAX_CODE_LENGTH = 128
/** The character that ends a field of a GS1 code. */
const GS = '\x1d'

/** Reads one scan: trims it, folds full-width characters, drops symbology prefixes, takes GS1 element strings apart. */
export function readCode(scanned: string): Code {
  if (scanned.length > 4 * MAX_CODE_LENGTH) return { kind: 'unreadable', why: 'too_long' }
  const folded = foldScanned(scanned)
  const text = withoutMark(folded)
  const gs1 = readGs1(text, folded.slice(0, folded.length - text.length))
  if (gs1) return gs1
  if (text.replaceAll(GS, '') === '') return { kind: 'unreadable', why: 'empty' }
  if (/^https?:\/\//i.test(text)) return readLink(text)
  if (text.length > MAX_CODE_LENGTH) return { kind: 'unreadable', why: 'too_long' }
  const upper = text.toUpperCase()
  if (GLOBAL_ID_PATTERN.test(upper)) return { kind: 'order', text: upper }
  const minted = readMinted(upper)
  if (minted) return minted
  if (!/^[A-Z0-9][A-Z0-9-]{4,39}$/.test(upper)) return { kind: 'unreadable', why: 'no_code' }
  return { kind: 'waybill', text: upper, carrier: carrierOfWaybill(upper), mayBeItem: isGtin(plainGtin(upper)) }
}

/**
 * A scan as its characters mean it: no spaces or control characters around, full-width digits and letters as plain ones,
 * and the bracket that a Chinese keyboard makes of the one before a symbology.
 */
export function foldScanned(scanned: string): string {
  const folded = scanned
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/^\s*】/, ']')
  return [...folded]
    .filter((character) => character === GS || character >= ' ')
    .join('')
    .trim()
}

/** A folded scan without the AIM identifier that some scanners put before it. */
export function withoutMark(folded: string): string {
  return folded.replace(/^\][A-Za-z]\d/, '')
}

/** Printed links end with the order's id: as the page of a label, or in the fragment of the private one of a slip. */
function readLink(text: string): Code {
  const id = /[/#](\w+)$/.exec(text)?.[1]?.toUpperCase()
  if (id && GLOBAL_ID_PATTERN.test(id)) return { kind: 'order', text: id }
  if (text.length > 4 * MAX_CODE_LENGTH) return { kind: 'unreadable', why: 'too_long' }
  return { kind: 'link', text }
}

function readMinted(text: string): Code | null {
  const [, prefix, body] = /^([A-Z]{2})-([A-Z0-9]{8})$/.exec(text) ?? []
  const kind = (Object.keys(MINTED_KINDS) as MintedKind[]).find((one) => MINTED_KINDS[one] === prefix)
  if (!kind || !body) return null
  return checkCharacter(body.slice(0, 7)) === body.at(7)
    ? { kind, text }
    : { kind: 'unreadable', why: 'check_character' }
}

/** A GTIN and what may follow it: most scanners send neither an identifier nor the FNC1 that begins a GS1 code. */
const BARE_GS1 = /^01\d{14}(1[0-7]|2[01])./

/** AIM symbology identifiers after which GS1 element strings follow (Code 128, DataBar, Data Matrix, QR). */
const GS1_MARKS = [']C1', ']e0', ']d2', ']Q3']

/** GS1 General Specifications: (01) GTIN, (21) serial number; the other elements are passed over. */
function readGs1(text: string, mark: string): Code | null {
  const isElements = GS1_MARKS.includes(mark) || text.startsWith('(01)') || text.includes(GS) || BARE_GS1.test(text)
  if (!isElements) return null
  const elements = text.startsWith('(') ? bracketed(text) : text.split(GS).flatMap(elementsOf)
  const of = (ai: string) => elements.find(([one]) => one === ai)?.[1]
  const gtin = of('01')
  if (gtin?.length !== 14 || !isGtin(gtin)) return null
  return { kind: 'item', text: plainGtin(gtin), serial: of('21')?.slice(0, 20) || null }
}

function bracketed(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)].map(([, ai = '', value = '']) => [ai, value] as const)
}

/** Elements of fixed length stand without a separator between them. */
const FIXED: Readonly<Record<string, number>> = {
  ...{ '00': 18, '01': 14, '02': 14, '20': 2 },
  ...{ '11': 6, '12': 6, '13': 6, '15': 6, '16': 6, '17': 6 },
}

function elementsOf(segment: string): (readonly [string, string])[] {
  const elements: (readonly [string, string])[] = []
  for (let rest = segment; rest !== ''; ) {
    const ai = rest.slice(0, 2)
    const end = 2 + (FIXED[ai] ?? rest.length)
    elements.push([ai, rest.slice(2, end)])
    rest = rest.slice(end)
  }
  return elements
}

/** A GTIN without the 01 of GS1 and without the zeros that fill it up: one number is printed and sent with 8 to 14 digits. */
export function plainGtin(gtin: string): string {
  const digits = gtin.replace(/^01(?=\d{14}$)/, '')
  return digits.replace(/^(?=\d{12,14}$)0+(?=(\d{8}|\d{12,13})$)/, '')
}

/** GTIN of 8, 12, 13 or 14 digits with its check digit right. */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false
  const digits = [...text].reverse().map(Number)
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 1 ? 3 : 1), 0)
  return sum % 10 === 0
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** ISO 7064 MOD 37,36: finds every single wrong character and nearly every swap of two neighbours. */
export function checkCharacter(body: string): string {
  let check = 36
  for (const character of body) {
    const sum = (check + ALPHABET.indexOf(character)) % 36 || 36
    check = (sum * 2) % 37
  }
  return ALPHABET.charAt((37 - check) % 36)
}

/** A code of ours from seven random characters (A–Z and 0–9). */
export function mintedCode(kind: MintedKind, random: string): string {
  return `${MINTED_KINDS[kind]}-${random}${checkCharacter(random)}`
}

/** How carriers number their waybills, as far as the number alone tells. */
const WAYBILLS: Partial<Record<CarrierCode, RegExp>> = {
  SF: /^SF\d{10,15}$/,
  YTO: /^YT\d{10,16}$/,
  ZTO: /^(ZTO?\d{10,14}|7[3-9]\d{12})$/,
  STO: /^(STO?\d{10,14}|77[1-9]\d{10,12})$/,
  YUNDA: /^(YD\d{10,15}|4\d{14})$/,
  EMS: /^(E[A-Z]\d{9}CN|1\d{12})$/,
  JD: /^JD[A-Z0-9]{10,18}$/,
  JT: /^JT\d{10,15}$/,
  DBL: /^DPK?\d{8,14}$/,
  UPS: /^1Z[A-Z0-9]{16}$/,
}

/** The carrier that numbers its waybills like this; null where several do or none. */
export function carrierOfWaybill(waybill: string): CarrierCode | null {
  const fitting = (Object.keys(WAYBILLS) as CarrierCode[]).filter((carrier) => WAYBILLS[carrier]?.test(waybill))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
