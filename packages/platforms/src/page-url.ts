/** A page of a platform with these parameters, beside those that its address has already. */
export function pageUrlWith(page: string | undefined, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(page ?? '')
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
