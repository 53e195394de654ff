import { setTimeout as pause } from 'node:timers/promises'
import {
  type AgentPrinter,
  MAX_TAKE_WAIT_MS,
  PRINT_FAILURE_LABELS,
  PRINT_KIND_LABELS,
  type PrinterFault,
  type PrintTaken,
} from '@baton/contract'
import { type Hub, HubFailure } from './hub.ts'
import type { Journal } from './journal.ts'
import { askPrinter, printJob } from './print-job.ts'
import type { Patience } from './printer-line.ts'

const STATUS_EVERY_MS = 15_000
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30_000
const VERSION = 'agent-1'

interface Parts {
  readonly hub: Hub
  readonly journal: Journal
  readonly patience: Patience
  log(line: string): void
}

/** Fetches jobs and prints them, each printer one after the other, and tells how the printers are, until the signal. */
export async function runAgent(parts: Parts, signal: AbortSignal): Promise<void> {
  const queues = new Map<string, Promise<unknown>>()
  const inTurn = <T>(printer: AgentPrinter, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(printer.id) ?? Promise.resolve()).then(work)
    queues.set(
      printer.id,
      turn.catch(() => {}),
    )
    return turn
  }
  await Promise.all([
    keepOn(parts, signal, 'jobs', () => takeAndPrint(parts, signal, inTurn)),
    keepOn(parts, signal, 'status', statusRounds(parts, signal, inTurn)),
  ])
  await Promise.all(queues.values())
}

type InTurn = <T>(printer: AgentPrinter, work: () => Promise<T>) => Promise<T>

async function takeAndPrint(parts: Parts, signal: AbortSignal, inTurn: InTurn): Promise<void> {
  await tellUntold(parts, signal)
  const jobs = await parts.hub.take(MAX_TAKE_WAIT_MS, signal)
  for (const job of jobs)
    inTurn(job.printer, () => printAndTell(parts, job, signal)).catch((error) => {
      if (!signal.aborted) parts.log(`job ${job.id}: ${reasonOf(error)}; it will be looked at again`)
    })
}

async function printAndTell(parts: Parts, job: PrintTaken['jobs'][number], signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const isRepeated = parts.journal.find(job.id) !== null
  const result = await printJob(parts.journal, job, parts.patience)
  const outcome = result.state === 'printed' ? 'printed' : `not printed: ${PRINT_FAILURE_LABELS[result.code].en}`
  const what = `${PRINT_KIND_LABELS[job.kind].en} ${job.id} at ${job.printer.name}`
  parts.log(isRepeated ? `${what}: came again; not printed twice (${outcome})` : `${what}: ${outcome}`)
  await tellUntold(parts, signal)
}

async function tellUntold({ hub, journal }: Parts, signal: AbortSignal): Promise<void> {
  const results = journal.untold.slice(0, 100)
  if (results.length === 0) return
  await hub.tell(results, signal)
  journal.markTold(results)
}

/** One round after the other: ask every printer, tell, hear which printers there are. */
function statusRounds(parts: Parts, signal: AbortSignal, inTurn: InTurn): () => Promise<void> {
  let printers: readonly AgentPrinter[] = []
  let isFirst = true
  const before = new Map<string, string>()
  return async () => {
    const told: { id: string; faults: PrinterFault[] }[] = []
    for (const printer of printers) {
      const faults = await inTurn(printer, () => askPrinter(printer, parts.patience))
      told.push({ id: printer.id, faults })
      const now = faults.join(', ')
      if (before.get(printer.id) !== now)
        parts.log(`${printer.name} (${printer.host}:${printer.port}): ${now || 'ready'}`)
      before.set(printer.id, now)
    }
    printers = await parts.hub.tellStatus({ version: VERSION, printers: told }, signal)
    if (!isFirst) await pause(STATUS_EVERY_MS, undefined, { signal })
    isFirst = false
  }
}

/** Does the same again and again; after a failure with longer and longer pauses. */
async function keepOn(parts: Parts, signal: AbortSignal, what: string, work: () => Promise<void>): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      await work()
      if (failures > 0) parts.log(`${what}: the server answers again`)
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      if (failures === 1 || failures % 20 === 0) parts.log(`${what}: ${reasonOf(error)}; trying again`)
      const lasting = error instanceof HubFailure && error.lasting
      const wait = lasting ? LONGEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))
      await pause(wait, undefined, { signal }).catch(() => {})
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
