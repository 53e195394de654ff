import {
  type CarrierCode,
  type Code,
  type FloorFound,
  type FloorOrder,
  foldScanned,
  type Label,
  readCode,
  type ScanAnswer,
  type ScanInput,
  type ScanTone,
  withoutMark,
} from '@baton/contract'
import { drawnTogether, whileTaking } from '../draw/draw-soon.ts'
import type { NewScan, ScanRecord } from '../outbox/record.ts'
import type { Flow, Holder, Known, Question, Step } from './flow.ts'
import { Knowledge } from './knowledge.ts'
import { asksFirst, nextStep } from './next-step.ts'
import { atLeast, hasUnanswered, withOwnPieces } from './own-pieces.ts'
import { bindTo } from './pack-next.ts'
import { type Shown, shownStep, subjectOf } from './shown.ts'

export interface FloorState {
  readonly flow: Flow
  /** Of the latest scan; `key` tells one from the next. */
  readonly shown: (Shown & { readonly key: number }) | null
  readonly question: Question | null
  /** The last scan is not on this device: it must be made again. */
  readonly isLost: boolean
}

export interface FloorParts {
  readonly start: Flow
  /** Rejects where the scan is not kept. */
  readonly append: (scan: NewScan) => Promise<ScanInput>
  /** Null where the server did not answer in time. */
  readonly look: (code: string) => Promise<FloorFound | null>
  /** What the device itself has kept of it. */
  readonly kept: (code: string) => FloorFound | null
  /** Of this device, the latest first; null: they are not read yet. */
  readonly scans: () => readonly ScanRecord[] | null
  readonly sound: (tone: ScanTone) => void
  readonly keep: (flow: Flow) => void
  /** Order ids and waybills that must not leave. */
  readonly stops: () => ReadonlyMap<string, ScanAnswer> | null
  readonly holder: () => Holder
  readonly onClocked: (station: string | null) => void
  readonly onForeseen: (scanId: string, answer: ScanAnswer, code: string | null) => void
}

/** Takes scans one after the other: each is decided and on the device before the next is looked at. */
export class FloorStore {
  readonly #parts: FloorParts
  readonly #knowledge: Knowledge
  readonly #listeners = new Set<() => void>()
  #state: FloorState
  #turn: Promise<unknown> = Promise.resolve()
  #heard: string | null = null
  #count = 0

  constructor(parts: FloorParts) {
    this.#parts = parts
    this.#knowledge = new Knowledge(parts.look, (code) => parts.kept(code))
    this.#state = { flow: parts.start, shown: null, question: null, isLost: false }
  }

  readonly get = (): FloorState => this.#state

  /** What was scanned last and is not decided yet: on the screen within a frame, before anything is stored. */
  readonly heard = (): string | null => this.#heard

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** For what is drawn: once a frame. */
  readonly follow = drawnTogether(this.subscribe)

  /** One captured code. Resolves when its effect is on the device and on the screen. */
  readonly hear = (scanned: string): Promise<void> => {
    const text = foldScanned(scanned)
    this.#heard = text
    this.#tell()
    const taken = this.#inTurn(async () => {
      const { flow } = this.#state
      const code = flow.at === 'looking' ? anyCode(scanned) : readCode(scanned)
      if ('text' in code && asksFirst(code, flow)) await this.#knowledge.ask(code.text)
      const known = this.#known(code)
      const step = nextStep({ code, text: withoutMark(text) }, { flow, known, holder: this.#parts.holder() })
      const { found } = known
      const isNamed = step.do === 'refuse' && found?.kind === 'item' && found.name !== found.sku
      await this.#perform(step, (isNamed ? `${found.name} ` : '') + ('text' in code ? code.text : text.slice(0, 40)))
    })
    return whileTaking(taken).finally(() => {
      if (this.#heard !== text) return
      this.#heard = null
      this.#tell()
    })
  }

  /** Records what was done with the thumb; false: it could not be kept. `then`: what is in hand afterwards, of what is by then. */
  readonly record = (scan: NewScan, then = (flow: Flow): Flow => flow): Promise<boolean> =>
    this.#inTurn(() =>
      this.#perform({ do: 'record', scan, flow: then(this.#state.flow), foreseen: null }, subjectOf(scan)),
    )

  readonly chooseCarrier = (carrier: CarrierCode): Promise<void> =>
    this.#inTurn(async () => {
      const { flow } = this.#state
      if (flow.at !== 'packing' || flow.carrierFor === null) return
      await this.#perform(bindTo(flow, flow.carrierFor, carrier), flow.carrierFor)
    })

  readonly go = (flow: Flow): void => {
    this.#set({ flow, shown: null })
    void this.refresh()
  }

  /** What is in hand is other than it seemed; `denied`: what was said of this code is not so. */
  readonly put = (flow: Flow, denied: string | null): void => {
    const { shown } = this.#state
    this.#set({ flow, shown: shown?.about === denied && shown?.tone === 'ok' ? null : shown })
  }

  readonly ask = (question: Question | null): void => this.#set({ question })

  readonly say = (tone: ScanTone, title: Label, next: Label | null = null): void =>
    this.#show({ tone, title, next, about: null })

  readonly forgetLost = (): void => this.#set({ isLost: false })

  /** Asks anew for what is in hand. An answer from before the latest pieces loses none of them. */
  readonly refresh = async (): Promise<void> => {
    const before = this.#state.flow
    const code = inHand(before)
    if (code === null) return
    const names = [code, before.at === 'packing' ? (before.orderId ?? code) : code]
    const scans = this.#parts.scans()
    const isBehind = scans === null || hasUnanswered(names, scans)
    const told = await this.#knowledge.ask(code)
    const found = told ?? this.#parts.kept(code)
    const { flow } = this.#state
    if (found === null || inHand(flow) !== code) return
    if (found.kind === 'trip' && flow.at === 'loading') this.#set({ flow: { ...flow, view: found.trip } })
    if (found.kind !== 'order' || flow.at !== 'packing' || (flow.order !== null && told === null)) return
    const isUncounted = isBehind || flow !== before
    const order = isUncounted ? this.#counted(found.order, code, flow.order) : found.order
    this.#set({ flow: { ...flow, order, orderId: order.id, isKept: told === null, isUncounted } })
  }

  /** The server is asked anew where it may know more by now of the pieces in hand than the screen says. */
  readonly askAgain = async (): Promise<void> => {
    const { flow } = this.#state
    if (flow.at === 'packing' && (flow.order === null || flow.isKept || flow.isUncounted)) await this.refresh()
  }

  #known(code: Code): Known {
    const known = this.#knowledge.of(code, this.#parts.stops())
    if (known.found?.kind !== 'order' || !('text' in code)) return known
    return { ...known, found: { kind: 'order', order: this.#counted(known.found.order, code.text, null) } }
  }

  /** With the pieces of this device, and those on the screen. */
  #counted(order: FloorOrder, code: string, shown: FloorOrder | null): FloorOrder {
    const own = withOwnPieces(order, [code, order.id], this.#parts.scans() ?? [])
    return { ...own, lines: atLeast(own, shown?.lines ?? []) }
  }

  async #perform(step: Step, about: string | null): Promise<boolean> {
    if (step.do === 'record' && !(await this.#append(step, about))) return false
    const isOther = inHand(step.flow) !== inHand(this.#state.flow)
    this.#set({ flow: step.flow, question: step.do === 'ask' ? step.question : null })
    this.#show(shownStep(step, about))
    if (step.do === 'go' && step.note === 'next') this.#parts.sound('ok')
    if (isOther || (step.flow.at === 'packing' && (step.flow.order === null || step.flow.isKept))) void this.refresh()
    return true
  }

  async #append(step: Extract<Step, { do: 'record' }>, about: string | null): Promise<boolean> {
    const kept = await this.#parts.append(step.scan).catch(() => null)
    if (kept === null) {
      this.#set({ isLost: true })
      this.#parts.sound('stop')
      return false
    }
    if (step.foreseen) this.#parts.onForeseen(kept.id, step.foreseen, about)
    if (kept.kind === 'clock_in') this.#parts.onClocked(kept.station)
    if (kept.kind === 'clock_out') this.#parts.onClocked(null)
    if (kept.kind === 'undo') this.#knowledge.forgetAll()
    else if (about !== null) this.#knowledge.forget(about)
    return true
  }

  #show(shown: Shown | null): void {
    this.#count += 1
    this.#set({ shown: shown && { ...shown, key: this.#count } })
    if (shown) this.#parts.sound(shown.tone)
  }

  #set(change: Partial<FloorState>): void {
    this.#state = { ...this.#state, ...change }
    if (change.flow) this.#parts.keep(change.flow)
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => null)
    return done
  }
}

/** What is no code of a parcel may still name something that can be looked up. */
function anyCode(scanned: string): Code {
  const code = readCode(scanned)
  const isNoCode = code.kind === 'unreadable' && code.why === 'no_code'
  return isNoCode ? { kind: 'item', text: withoutMark(foldScanned(scanned)), serial: null } : code
}

function inHand(flow: Flow): string | null {
  if (flow.at === 'packing') return flow.code
  return flow.at === 'loading' ? flow.trip : null
}
