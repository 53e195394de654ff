import type { IncomingMessage } from 'node:http'
import { type ApiContext, appRouter } from '@baton/api'
import {
  type AnyTRPCProcedure,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
} from '@trpc/server'

const CALLS = /^[\w.]+(?:,[\w.]+)*$/
/** By which the protocol asks for streams, and says in which form an input comes. */
const LEFT_TO_TRPC = ['content-type', 'trpc-accept', 'last-event-id']
/** The paths of all queries, `orders.list`. */
const QUERIES: ReadonlySet<string> = new Set(
  Object.entries(appRouter._def.procedures as object as Record<string, AnyTRPCProcedure>)
    .filter(([, procedure]) => procedure._def.type === 'query')
    .map(([path]) => path),
)

interface Call {
  readonly path: string
  readonly input: unknown
}

/** Queries that were asked for together, in tRPC's form for HTTP. */
export interface PlainQueries {
  readonly calls: readonly Call[]
  readonly isBatch: boolean
}

/** What failed, and in which call. */
interface CallFailure {
  readonly error: TRPCError
  readonly path: string
}

export interface QueriesAnswer {
  readonly status: number
  /** JSON. */
  readonly body: string
  readonly failures: readonly CallFailure[]
}

/**
 * Reads a GET of at most `most` queries in the forms that our clients use. Null for everything else, however little it
 * differs: that is for tRPC's own adapter to answer or to refuse.
 */
export function readPlainQueries(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  paths: string,
  most: number,
): PlainQueries | null {
  if (method !== 'GET' || !CALLS.test(paths) || LEFT_TO_TRPC.some((name) => name in headers)) return null
  if (/event-stream|jsonl/.test(headers.accept ?? '')) return null
  const asked = new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length))
  const isBatch = asked.get('batch') === '1'
  if (asked.size !== Number(isBatch) + Number(asked.has('input'))) return null
  const names = isBatch ? paths.split(',') : [paths]
  if (names.length > most || !names.every((name) => QUERIES.has(name))) return null
  const inputs = readInputs(asked.get('input'), isBatch)
  return inputs && { calls: names.map((path, index) => ({ path, input: inputs[index] })), isBatch }
}

/** By the number of their call; null for what is no JSON, or not of such a form. */
function readInputs(text: string | null, isBatch: boolean): Readonly<Record<number, unknown>> | null {
  if (!text) return {}
  try {
    const input: unknown = JSON.parse(text)
    if (!isBatch) return [input]
    return typeof input === 'object' && !Array.isArray(input) ? (input as Record<number, unknown> | null) : null
  } catch {
    return null
  }
}

/** Runs queries side by side, each through its own door, and answers as tRPC's adapter does. */
export async function answerQueries(
  { calls, isBatch }: PlainQueries,
  contextOf: () => Promise<ApiContext>,
): Promise<QueriesAnswer> {
  const ctx = await contextOf().catch(getTRPCErrorFromUnknown)
  const answers = await Promise.all(calls.map((call) => answerCall(call, ctx)))
  const statuses = new Set(answers.map((one) => one.status))
  const [status = 200] = statuses
  const told = answers.map((one) => one.told)
  return {
    status: statuses.size > 1 ? 207 : status,
    body: JSON.stringify(isBatch ? told : told[0]),
    failures: answers.flatMap((one) => (one.failure ? [one.failure] : [])),
  }
}

interface CallAnswer {
  readonly status: number
  readonly told: unknown
  readonly failure?: CallFailure
}

async function answerCall({ path, input }: Call, ctx: ApiContext | TRPCError): Promise<CallAnswer> {
  try {
    if (ctx instanceof Error) throw ctx
    const asked = { router: appRouter, path, type: 'query', ctx, getRawInput: async () => input } as const
    const data = await callTRPCProcedure({ ...asked, signal: undefined, batchIndex: 0 })
    return { status: 200, told: { result: { data } } }
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    const known = ctx instanceof Error ? undefined : ctx
    const shape = getTRPCErrorShape({ config: appRouter._def._config, error, type: 'query', path, input, ctx: known })
    return { status: shape.data.httpStatus, told: { error: shape }, failure: { error, path } }
  }
}
