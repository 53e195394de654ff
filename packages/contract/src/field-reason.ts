/** Why an input is wrong, in the machine's word, where a check of our own finds it so. Forms have a sentence for each. */
export type FieldReason =
  | 'required'
  | 'taken'
  | 'unknown'
  | 'invalid_value'
  | 'invalid_format'
  | 'too_many'
  | 'past'
  | 'not_public'
  | 'unknown_time_zone'
  | 'changed_meanwhile'
  | 'fixed'
  | 'not_offered'
  | 'nothing_to_repeat'
  | 'needs_shipments'
  | 'wrong_password'
  | 'same_as_before'

/** Why an input is wrong, in the machine's word: the one that a check of our own gives it, else zod's code. */
export function reasonOf(issue: {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>> | undefined
}): string {
  const own = issue.params?.reason
  return typeof own === 'string' ? own : issue.code
}
