import type { ReceiverSnapshot } from '@baton/platforms'

const ADDRESS_SHOWN = 3

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

function maskedName(name: string): string {
  return name === '' || name.includes('*') ? name : `${[...name][0]}**`
}

/** The last four digits stay. */
function maskedPhone(phone: string): string {
  return phone.includes('*') ? phone : phone.replace(/\d(?=(?:\D*\d){4})/g, '*')
}
