/** Why an input is wrong, in the machine's word: the one that a check of our own gives it, else zod's code. */
export function reasonOf(issue: {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>> | undefined
}): string {
  const own = issue.params?.reason
  return typeof own === 'string' ? own : issue.code
}
