import {
  type CarrierCode,
  type Code,
  type FloorFound,
  type FloorLine,
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
import type { NewScan } from '../outbox/record.ts'
import type { Flow, Holder, Question, Step } from './flow.ts'
import { Knowledge } from './knowledge.ts'
import { asksFirst, nextStep } from './next-step.ts'
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
  readonly sound: (tone: ScanTone) => void
  readonly keep: (flow: Flow) => void
  /** Order ids and waybills that must not leave. */
  readonly stops: () => ReadonlyMap<string, ScanAnswer> | null
  readonly holder: () => Holder
  readonly onClocked: (station: string | null) => void
  /** Whether pieces that were scanned into it may not have reached the server yet. */
  readonly isUnsent: (code: string) => boolean
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
  /** What was told of the pieces in hand did not know all of them. */
  #isBehind = false

  constructor(parts: FloorParts) {
    this.#parts = parts
    this.#knowledge = new Knowledge(parts.look, parts.kept)
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
      const known = this.#knowledge.of(code, this.#parts.stops())
      const step = nextStep({ code, text: withoutMark(text) }, { flow, known, holder: this.#parts.holder() })
      const { found } = known
      const named = step.do === 'refuse' && found?.kind === 'item' ? `${found.name} ` : ''
      await this.#perform(step, named + ('text' in code ? code.text : text.slice(0, 40)))
    })
    return whileTaking(taken).finally(() => {
      if (this.#heard !== text) return
      this.#heard = null
      this.#tell()
    })
  }

  /** Records what was done with the thumb; false: it could not be kept. */
  readonly record = (scan: NewScan, then: Flow = this.#state.flow): Promise<boolean> =>
    this.#inTurn(() => this.#perform({ do: 'record', scan, flow: then, foreseen: null }, subjectOf(scan)))

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

  /**
   * Asks anew for what is in hand. What is answered of an order's items is let go where another was scanned meanwhile, and
   * where the server had not heard of all of them it is asked once more when it has.
   */
  readonly refresh = async (): Promise<void> => {
    const before = this.#state.flow
    const code = inHand(before)
    if (code === null) return
    const [isLacking, wasBehind] = [this.#parts.isUnsent(code), this.#isBehind]
    this.#isBehind = false
    const told = await this.#knowledge.ask(code)
    const found = told ?? this.#parts.kept(code)
    const { flow } = this.#state
    const isWhole = !isLacking && flow === before
    this.#isBehind ||= told === null ? wasBehind : !isWhole
    if (found === null || inHand(flow) !== code) return
    if (found.kind === 'trip' && flow.at === 'loading') this.#set({ flow: { ...flow, view: found.trip } })
    if (found.kind !== 'order' || flow.at !== 'packing') return
    if (flow.order !== null && told === null) return
    const isOurs = flow.isKept && !isWhole
    if (flow.order !== null && flow !== before && !isOurs) return
    const order = isOurs ? withCounts(found.order, flow.order) : found.order
    this.#set({ flow: { ...flow, order, orderId: order.id, isKept: told === null } })
  }

  /** What was counted here is not so. */
  readonly recount = (): void => {
    this.#isBehind = true
    this.catchUp()
  }

  /** The server may have heard of more. */
  readonly catchUp = (): void => {
    const code = inHand(this.#state.flow)
    if (this.#isBehind && code !== null && !this.#parts.isUnsent(code)) void this.refresh()
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

/** What was scanned since it was found on the device is counted. */
function withCounts(told: FloorOrder, kept: FloorOrder | null): FloorOrder {
  const counts = new Map(kept?.lines.map((line) => [line.lineNumber, line.checked]))
  const countOf = ({ lineNumber, checked }: FloorLine) => Math.max(checked, counts.get(lineNumber) ?? 0)
  return { ...told, lines: told.lines.map((line) => ({ ...line, checked: countOf(line) })) }
}

function inHand(flow: Flow): string | null {
  if (flow.at === 'packing') return flow.code
  return flow.at === 'loading' ? flow.trip : null
}
