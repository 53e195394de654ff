import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { PrintResult } from '@baton/contract'

const MOST_KEPT = 200

/** One job on its way through this agent. */
export interface Entry {
  readonly id: string
  /** Null: it was being sent to the printer. */
  readonly result: PrintResult | null
  /** The server knows. */
  readonly told: boolean
}

/**
 * The last 200 jobs, on disk before anything is sent to a printer: whatever happens to this process, it knows
 * afterwards what may have come out, and prints nothing twice.
 */
export class Journal {
  private readonly file: string
  private entries: readonly Entry[]

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.file = join(folder, 'printed.json')
    this.entries = readEntries(this.file)
  }

  find(id: string): Entry | null {
    return this.entries.find((entry) => entry.id === id) ?? null
  }

  /** Outcomes that the server has not heard. */
  get untold(): readonly PrintResult[] {
    return this.entries.flatMap(({ result, told }) => (result !== null && !told ? [result] : []))
  }

  begin(id: string): void {
    this.put({ id, result: null, told: false })
  }

  settle(result: PrintResult): void {
    this.put({ id: result.id, result, told: false })
  }

  markTold(results: readonly PrintResult[]): void {
    const ids = new Set(results.map((result) => result.id))
    this.keep(this.entries.map((entry) => (ids.has(entry.id) ? { ...entry, told: true } : entry)))
  }

  private put(entry: Entry): void {
    this.keep([...this.entries.filter((one) => one.id !== entry.id), entry].slice(-MOST_KEPT))
  }

  /** Written beside, flushed and moved into place: a power cut leaves the old file or the new one. */
  private keep(entries: readonly Entry[]): void {
    const half = `${this.file}.new`
    const descriptor = openSync(half, 'w', 0o600)
    writeSync(descriptor, `${JSON.stringify(entries)}\n`)
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(half, this.file)
    this.entries = entries
  }
}

function readEntries(file: string): readonly Entry[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  try {
    return JSON.parse(text) as readonly Entry[]
  } catch {
    throw new Error(`${file} cannot be read. Look at the printers for what came out, delete it, and start again.`)
  }
}
