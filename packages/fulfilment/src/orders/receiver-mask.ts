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
