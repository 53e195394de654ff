import type { Code, FloorFound, ScanAnswer } from '@baton/contract'
import type { Known } from './flow.ts'

const FRESH_MS = 60_000
const MOST_KEPT = 200

interface Heard {
  readonly found: FloorFound
  readonly at: number
}

/** What the server told of codes lately, in memory only, and what the device has kept of those it did not. */
export class Knowledge {
  readonly #heard = new Map<string, Heard>()
  readonly #look: (code: string) => Promise<FloorFound | null>
  readonly #kept: (code: string) => FloorFound | null

  /** `kept`: what lies on the device. */
  constructor(look: (code: string) => Promise<FloorFound | null>, kept: (code: string) => FloorFound | null) {
    this.#look = look
    this.#kept = kept
  }

  /** What is known without asking, and was heard lately, also where the clock was put back since. `stops`: order ids and waybills that must not leave. */
  of(code: Code, stops: ReadonlyMap<string, ScanAnswer> | null): Known {
    if (!('text' in code)) return { heard: false, found: null, stop: null }
    const stop = stops?.get(code.text) ?? null
    const heard = this.#heard.get(code.text)
    const isFresh = heard !== undefined && Math.abs(Date.now() - heard.at) < FRESH_MS
    return { heard: isFresh, found: isFresh ? heard.found : this.#kept(code.text), stop }
  }

  /** Asks the server and keeps what it says; null where it did not say it in time. */
  async ask(code: string): Promise<FloorFound | null> {
    const found = await this.#look(code)
    if (found) this.#keep(code, found)
    return found
  }

  /** What was recorded since makes it old. */
  forget(code: string): void {
    this.#heard.delete(code)
  }

  forgetAll(): void {
    this.#heard.clear()
  }

  #keep(code: string, found: FloorFound): void {
    this.#heard.delete(code)
    this.#heard.set(code, { found, at: Date.now() })
    for (const oldest of this.#heard.keys()) {
      if (this.#heard.size <= MOST_KEPT) break
      this.#heard.delete(oldest)
    }
  }
}
