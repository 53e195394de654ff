import { type Logger, pino } from 'pino'

/** Whatever a careless caller hands the log: names, phones, tokens and bodies do not get into it. */
const REDACTED = [
  'receiver',
  'phone',
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'fields',
  'body',
  'headers.cookie',
  'headers.authorization',
  'req.headers.cookie',
  'req.headers.authorization',
].flatMap((path) => [path, `*.${path}`])

/** JSON lines on stdout, without personal data or secrets. */
export function createLog(name: string, level: string): Logger {
  return pino({
    name,
    level,
    base: { name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '…' },
    serializers: { err: errorLine },
  })
}

/** The query builder ends its message with what was put into the query. */
function withoutParameters(message: string): string {
  return message.replace(/^(Failed query: .*?)\nparams: .*$/s, '$1')
}

/** Postgres (class 22, data exceptions) and the reader of JSON quote what they could not take, which may be a phone number. */
function withoutData({ name, message, code }: Error & { code?: unknown }): string {
  const quotesData = name === 'SyntaxError' || (typeof code === 'string' && /^22...$/.test(code))
  return quotesData ? message.replace(/".*"/s, '"…"') : withoutParameters(message)
}

/** An error without the query's parameters, which hold people's data. The job queue tells errors as plain objects. */
export function errorLine(error: unknown): object {
  if (!isErrorLike(error)) return { message: String(error) }
  const { name, stack } = error
  const message = withoutData(error)
  const code = 'code' in error ? error.code : undefined
  return {
    name,
    code,
    message,
    stack: stack?.replace(error.message, () => message),
    ...('queue' in error ? { queue: error.queue } : {}),
    ...(error.cause === undefined ? {} : { cause: errorLine(error.cause) }),
  }
}

function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
}
