const FULL_WIDTH = /[０-９]/g
const ZERO_GAP = '０'.charCodeAt(0) - '0'.charCodeAt(0)

/**
 * Digits that may be somebody's number: seven and more at a stretch, mobile numbers in groups, and American ones. A code
 * that opens a locker is left: it is the reader's, and follows the word for it.
 */
const NUMBERS =
  /(?<!码\D{0,4}\d*)(?<!code\W{0,4}\d*)(?:\d{7,}|1[3-9]\d[- ]\d{4}[- ]\d{4}|\(?\d{3}(?:[-. ]|\) ?)\d{3}[-. ]\d{4})/gi

/** A carrier's words with all but the last four digits of every phone number as stars; the parcel's own waybill stays. */
export function withoutNumbers(text: string, waybill: string): string {
  return text
    .replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - ZERO_GAP))
    .replace(NUMBERS, (number) => (isOf(waybill, number) ? number : number.replace(/\d(?=(?:\D*\d){4})/g, '*')))
}

/** Digits of a waybill as it was printed: all those at its end. */
function isOf(waybill: string, number: string): boolean {
  return /\d+$/.exec(waybill)?.[0] === number
}
