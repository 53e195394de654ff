import { describe, expect, test } from 'vitest'
import { createSilence } from './silence.ts'
import { EMPTY_WEDGE, stepWedge, type WedgeEvent, wedgeDueAt } from './wedge.ts'

/** A page: keys and timers wait while it is busy; of what waits, input comes first, as in browsers. */
class BusyPage {
  readonly texts: string[] = []
  timersCome = 0
  private clock = 0
  private state = EMPTY_WEDGE
  private timers: { readonly at: number; readonly work: () => void }[] = []
  private readonly await: (dueAt: number | null) => void

  constructor() {
    const later = (work: () => void, ms: number) => {
      this.timers.push({ at: this.clock + ms, work })
    }
    this.await = createSilence({ now: () => this.clock, later }, (at) => this.feed({ kind: 'tick', at }))
  }

  /** `busy`: from when to when nothing runs. `lag`: so much later than their time stamps keys arrive. */
  run(
    keys: readonly (readonly [name: string, at: number])[],
    busy: readonly (readonly [number, number])[],
    lag: (at: number) => number = () => 0,
  ): string[] {
    const waiting = [...keys]
    for (this.clock = 0; this.clock < 5000; this.clock += 1) {
      if (busy.some(([from, to]) => this.clock >= from && this.clock < to)) continue
      while (waiting[0] && waiting[0][1] + lag(waiting[0][1]) <= this.clock) this.press(waiting.shift() ?? ['', 0])
      const come = this.timers.filter(({ at }) => at <= this.clock)
      this.timers = this.timers.filter(({ at }) => at > this.clock)
      this.timersCome += come.length
      for (const { work } of come) work()
    }
    return this.texts
  }

  private press([key, at]: readonly [name: string, at: number]): void {
    this.feed({ kind: 'keydown', target: 'none', key, keyCode: 65, isModified: false, isComposing: false, at })
  }

  private feed(event: WedgeEvent): void {
    const step = stepWedge(this.state, event)
    this.state = step.state
    this.texts.push(...step.scans.map(({ text }) => text))
    this.await(wedgeDueAt(this.state))
  }
}

const CODE = 'SF1234567890123'
const typed = (at: number, end: readonly string[] = ['Enter']) =>
  [...CODE, ...end].map((name, index) => [name, at + 10 * index] as const)

describe('a scan without suffix', () => {
  test('ends by silence', () => {
    expect(new BusyPage().run(typed(0, []), [])).toEqual([CODE])
  })

  test('ends by silence once a busy page is free', () => {
    expect(new BusyPage().run(typed(0, []), [[100, 1200]])).toEqual([CODE])
  })
})

describe('a scan with suffix', () => {
  test('needs one timer, however long it is', () => {
    const page = new BusyPage()
    expect(page.run(typed(0), [])).toEqual([CODE])
    expect(page.timersCome).toBe(1)
  })

  test('leaves nothing behind that ends the next one early', () => {
    const page = new BusyPage()
    const next = [...CODE].map((name, index) => [name, 290 + 10 * index] as const)
    expect(page.run([...typed(0), ...next], [])).toEqual([CODE, CODE])
  })
})

describe('keys that wait behind a busy page', () => {
  test.each([
    ['in its middle', [[60, 700]]],
    ['as its silence would be over', [[62, 215]]],
    [
      'again and again',
      [
        [60, 240],
        [241, 420],
        [421, 640],
      ],
    ],
  ] as const)('are of the same scan: busy %s', (_when, busy) => {
    expect(new BusyPage().run(typed(0), busy)).toEqual([CODE])
  })

  test('are of the same scan although they arrive after the timer', () => {
    const lag = (at: number) => (at > 50 && at < 203 ? 208 - at : 0)
    expect(new BusyPage().run(typed(0), [[51, 203]], lag)).toEqual([CODE])
  })
})
