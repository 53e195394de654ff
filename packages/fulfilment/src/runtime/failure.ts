import type { ErrorCode, FieldReason } from '@baton/contract'

/** A failure from the closed catalogue; `fields` names inputs, `cause` stays inside. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: ErrorCode
  readonly fields: Readonly<Record<string, string>>

  constructor(code: ErrorCode, options: { cause?: unknown; fields?: Record<string, string> } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.fields = options.fields ?? {}
  }
}

/** `INPUT_INVALID`, with why each of these inputs is. */
export function inputInvalid(fields: Readonly<Record<string, FieldReason>>, cause?: unknown): Failure {
  return new Failure('INPUT_INVALID', { cause, fields: { ...fields } })
}

const UNAVAILABLE = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '53200',
  '08000',
  '08003',
  '08006',
  '58030',
  '57014',
  '25P03',
  '25P04',
  '28000',
  '28P01',
  '3D000',
])

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? codeOf(error.cause) : ''
}

/** True when Postgres is away, full, shutting down or does not let us in: the same work may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return UNAVAILABLE.has(codeOf(error))
}

/** True for a transaction that lost a race (serialisation, deadlock, lock time-out) and may simply run again. */
export function isLostRace(error: unknown): boolean {
  return ['40001', '40P01', '55P03'].includes(codeOf(error))
}

/** True when a row breaks a unique rule. */
export function isAlreadyThere(error: unknown): boolean {
  return codeOf(error) === '23505'
}

/** True for what fails again in the same way by itself, and must not take its neighbours along: data faults and broken constraints (class 23). */
export function isPoison(error: unknown): boolean {
  return isDataFault(error) || codeOf(error).startsWith('23')
}

/** True for data that Postgres cannot store as given (class 22, or too long for an index) or that breaks a check. */
export function isDataFault(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('22') || ['23514', '23502', '54000'].includes(code)
}
