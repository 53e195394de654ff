import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../../scripts/processes.ts'

const PRELOAD = new URL('./movable-clock.ts', import.meta.url).href
const PATIENCE_MS = 30_000

/** The wall clock of processes that were started with its `env`; Postgres and whoever tests keep the machine's. */
export class MovedClock {
  /** Milliseconds by which those processes are ahead of the machine. */
  moved = 0
  private readonly folder = mkdtempSync(join(tmpdir(), 'baton-clock-'))
  private readonly file = join(this.folder, 'moved')

  get env(): Record<string, string> {
    return { NODE_OPTIONS: `--import=${PRELOAD}`, E2E_CLOCK: this.file }
  }

  /** What the moved processes take for now. */
  now(): Date {
    return new Date(Date.now() + this.moved)
  }

  /** Jumps, and waits until these processes have. */
  async move(milliseconds: number, pids: readonly (number | undefined)[]): Promise<void> {
    writeFileSync(`${this.file}.next`, String(milliseconds))
    renameSync(`${this.file}.next`, this.file)
    this.moved = milliseconds
    const jumped = await until(() => pids.every((pid) => this.heard(pid) === String(milliseconds)), PATIENCE_MS)
    if (!jumped) throw new Error(`not every process jumped by ${milliseconds} ms`)
  }

  discard(): void {
    rmSync(this.folder, { recursive: true })
  }

  private heard(pid: number | undefined): string {
    try {
      return readFileSync(`${this.file}.${pid}`, 'utf8')
    } catch {
      return '0'
    }
  }
}
