import type { OrderSnapshot } from './driver.ts'

type Told = Pick<OrderSnapshot, 'sellerFlag' | 'sellerFlagLabel'>

/** What a platform numbers its flags by; `0` is none on each of them. */
export interface FlagGrades {
  readonly flags: Readonly<Record<string, Exclude<OrderSnapshot['sellerFlag'], null | 'other'>>>
  /** Labels that say no more than the colour does. */
  readonly names?: Readonly<Record<string, string>>
}

const NONE = '0'

export const NO_SELLER_FLAG: Told = { sellerFlag: null, sellerFlagLabel: null }

/** A grade that is none of the published ones stays readable: its number goes before the label. */
export function readSellerFlag(
  { flags, names }: FlagGrades,
  { grade, label }: { grade: string | null; label: string | null },
): Told {
  if (grade === null || grade === NONE) return NO_SELLER_FLAG
  const flag = Object.hasOwn(flags, grade) ? flags[grade] : undefined
  if (flag === undefined) return { sellerFlag: 'other', sellerFlagLabel: label === null ? grade : `${grade} ${label}` }
  return { sellerFlag: flag, sellerFlagLabel: label === names?.[grade] ? null : label }
}

/** The platform's number for a flag, `0` where it has none for it. */
export function gradeOf({ flags }: FlagGrades, flag: OrderSnapshot['sellerFlag']): string {
  return Object.keys(flags).find((grade) => flags[grade] === flag) ?? NONE
}
