import { ERRORS, type ErrorCode, reasonOf } from '@baton/contract'
import { Failure, isDatabaseUnavailable, isDataFault } from '@baton/fulfilment/runtime'
import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'

/** What a caller may learn of a failure: its code, and which inputs it is about. */
export interface OutwardFailure {
  readonly code: ErrorCode
  /** Input path → machine-readable reason. */
  readonly fields: Readonly<Record<string, string>>
}

const TRPC_CODE_BY_STATUS = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<(typeof ERRORS)[ErrorCode]['status'], TRPCError['code']>

/** tRPC's own refusals, raised before any procedure of ours runs. */
const CODE_BY_TRPC_CODE: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'INPUT_INVALID',
  BAD_REQUEST: 'INPUT_INVALID',
  METHOD_NOT_SUPPORTED: 'INPUT_INVALID',
  UNSUPPORTED_MEDIA_TYPE: 'INPUT_INVALID',
  NOT_FOUND: 'NOT_FOUND',
  PAYLOAD_TOO_LARGE: 'BODY_TOO_LARGE',
}

/** The one reading of any error: a `Failure` speaks for itself, text that cannot be stored is a wrong input, everything unknown is `UNEXPECTED`. */
export function outwardFailure(error: unknown): OutwardFailure {
  if (error instanceof Failure) return { code: error.code, fields: error.fields }
  if (error instanceof ZodError) return { code: 'INPUT_INVALID', fields: fieldsOf(error) }
  if (isDataFault(error)) return { code: 'INPUT_INVALID', fields: {} }
  if (isDatabaseUnavailable(error)) return { code: 'DATABASE_UNAVAILABLE', fields: {} }
  if (!(error instanceof TRPCError)) return { code: 'UNEXPECTED', fields: {} }
  const inner = outwardFailure(error.cause)
  const own = CODE_BY_TRPC_CODE[error.code]
  return inner.code === 'UNEXPECTED' && own !== undefined ? { code: own, fields: {} } : inner
}

/** The same failure as tRPC throws it: HTTP status from the catalogue, the code as message, the cause kept inside. */
export function toTrpcError(error: unknown): TRPCError {
  const { code } = outwardFailure(error)
  const cause = error instanceof TRPCError ? error.cause : error
  return new TRPCError({ code: TRPC_CODE_BY_STATUS[ERRORS[code].status], message: code, cause })
}

/** A refusal raised by the transport itself. */
export function refuse(code: ErrorCode): TRPCError {
  return toTrpcError(new Failure(code))
}

function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
    fields[path.map(String).join('.')] ??= reasonOf(issue)
  }
  return fields
}
