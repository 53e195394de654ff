/** The fields that are asked for again because an address is on another host; none: it was saved. Throws any other refusal. */
export async function secretsAskedAgain(saving: Promise<unknown>): Promise<readonly string[]> {
  try {
    await saving
    return []
  } catch (error) {
    const { code, fields = {} } = error as { code?: string; fields?: Record<string, string> }
    if (code !== 'SECRETS_NEEDED_AGAIN' || Object.values(fields).some((reason) => reason !== 'other_host')) throw error
    return Object.keys(fields).map((path) => path.replace('fields.', ''))
  }
}
