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

/** An error without the query's parameters, which hold people's data. */
function errorLine(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  const code = 'code' in error ? error.code : undefined
  return { name, code, message, stack, ...(error.cause === undefined ? {} : { cause: errorLine(error.cause) }) }
}
