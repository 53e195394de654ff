import type { ReceiverSnapshot } from '@baton/platforms'
import type { Secrets } from '../runtime/secrets.ts'
import { openReceiver, type StoredReceiver } from './receiver.ts'

const ADDRESS_SHOWN = 3
/** Pages of the list that are looked at again and again; some 150 bytes each. */
const MOST_REMEMBERED = 10_000

const remembered = new WeakMap<Secrets, Map<string, string>>()

/** A receiver for people's eyes: where the channel masked nothing, masked here. */
export function maskedReceiver(receiver: ReceiverSnapshot): Omit<ReceiverSnapshot, 'handle'> {
  const { name, phone, province, city, district, address } = receiver
  const shown =
    address.includes('*') || address === '' ? address : `${[...address].slice(0, ADDRESS_SHOWN).join('')}***`
  return { name: maskedName(name), phone: maskedPhone(phone), province, city, district, address: shown }
}

/** Name and phone for a list: as the channel masked them, or masked here where the channel did not. */
export function receiverMask({ name, phone }: { name: string; phone: string }): string {
  return `${maskedName(name)} ${maskedPhone(phone)}`.trim()
}

/**
 * The mask of one stored version; null when its key was destroyed. Remembered, because to open fifty takes longer than to
 * read them; what is remembered holds nothing that the list does not show.
 */
export function maskOfStored(secrets: Secrets, row: StoredReceiver): string | null {
  const masks = remembered.get(secrets) ?? new Map<string, string>()
  remembered.set(secrets, masks)
  const name = `${row.orderId}:${row.version}`
  const known = masks.get(name)
  if (known !== undefined && row.wrapped) return known
  masks.delete(name)
  const receiver = openReceiver(secrets, row)
  if (!receiver) return null
  const mask = receiverMask(receiver)
  if (masks.size >= MOST_REMEMBERED) masks.clear()
  masks.set(name, mask)
  return mask
}

function maskedName(name: string): string {
  return name === '' || name.includes('*') ? name : `${[...name][0]}**`
}

/** The last four digits stay. */
function maskedPhone(phone: string): string {
  return phone.includes('*') ? phone : phone.replace(/\d(?=(?:\D*\d){4})/g, '*')
}
