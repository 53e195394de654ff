import { merchantZone } from './zone.ts'

/** `GMT+2`: how far the merchant's clock is ahead then. */
export function offsetText(instant: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: merchantZone(), timeZoneName: 'shortOffset' })
  return parts.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
