import { ERRORS, type ErrorCode, type Label } from '@baton/contract'

/** The catalogue is loaded only when something went wrong. */
export function failureWord(code: string): Label {
  return ERRORS[code in ERRORS ? (code as ErrorCode) : 'UNEXPECTED'].label
}
