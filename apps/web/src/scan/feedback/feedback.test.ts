import type { ScanTone } from '@baton/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { voiceFor } from './speak.ts'
import { lengthOf, TONES } from './tones.ts'

const ALL = Object.keys(TONES) as ScanTone[]

describe('answers are told apart', () => {
  const pairs = ALL.flatMap((one) => ALL.filter((other) => other > one).map((other) => [one, other] as const))
  test.each(pairs)('%s and %s: by count and length, and by pitch', (one, other) => {
    const [first, second] = [TONES[one], TONES[other]]
    expect([first.notes.length, lengthOf(one)]).not.toEqual([second.notes.length, lengthOf(other)])
    const [low, high] = [first.notes[0]?.pitch ?? 0, second.notes[0]?.pitch ?? 0].toSorted((a, b) => a - b)
    expect((high ?? 0) / (low ?? 1)).toBeGreaterThanOrEqual(1.25)
    expect(first.vibration).not.toEqual(second.vibration)
  })

  test('the good one is over before the next scan of a fast hand', () => {
    expect(lengthOf('ok')).toBeLessThanOrEqual(100)
    expect(ALL.toSorted((one, other) => lengthOf(one) - lengthOf(other))).toEqual(['ok', 'repeat', 'refused', 'stop'])
  })
})

test.each([
  [
    'zh',
    [
      ['en-US', true],
      ['zh-CN', false],
      ['zh_CN', true],
    ],
    'zh_CN',
  ],
  [
    'zh',
    [
      ['en-US', true],
      ['zh-HK', false],
    ],
    'zh-HK',
  ],
  ['zh', [['en-US', true]], null],
  [
    'en',
    [
      ['zh-CN', true],
      ['en-GB', true],
    ],
    'en-GB',
  ],
] as const)('a voice for %s among %j is %s', (language, voices, lang) => {
  const voice = voiceFor(
    language,
    voices.map(([one, localService]) => ({ lang: one, localService })),
  )
  expect(voice?.lang ?? null).toBe(lang)
})

describe('an answer reaches ear and hand', () => {
  const started: number[] = []
  const vibrate = vi.fn()
  let state: AudioContextState = 'running'
  /** A browser lets a page be heard once it was touched. */
  let allowed = Promise.resolve()

  class FakeContext {
    currentTime = 0
    destination = {}
    get state() {
      return state
    }
    addEventListener() {}
    async resume() {
      await allowed
      state = 'running'
    }
  }
  class FakeGain {
    gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} }
    connect() {}
  }
  class FakeOscillator {
    readonly frequency: number
    constructor(_context: unknown, { frequency }: { frequency: number }) {
      this.frequency = frequency
    }
    connect(next: unknown) {
      return next
    }
    start() {
      started.push(this.frequency)
    }
    stop() {}
  }

  beforeEach(() => {
    vi.resetModules()
    started.length = 0
    vibrate.mockClear()
    state = 'running'
    allowed = Promise.resolve()
    vi.stubGlobal('AudioContext', FakeContext)
    vi.stubGlobal('GainNode', FakeGain)
    vi.stubGlobal('OscillatorNode', FakeOscillator)
    vi.stubGlobal('navigator', { vibrate })
    vi.stubGlobal('document', { documentElement: { lang: 'zh-CN', classList: { toggle: () => {} } } })
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    })
  })

  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  test('all its notes and its vibration', async () => {
    const { answer } = await import('./answer.ts')
    answer('refused')
    expect(started).toEqual([320, 240])
    expect(vibrate).toHaveBeenCalledWith([300, 100, 300])
  })

  test('muted: the hand still feels it, also after the page was opened again', async () => {
    const { changeSettings } = await import('./settings.ts')
    changeSettings({ isMuted: true })
    vi.resetModules()
    const { answer } = await import('./answer.ts')
    answer('stop')
    expect(started).toEqual([])
    expect(vibrate).toHaveBeenCalledOnce()
  })

  test('locked until one tap, which plays the test sound; nothing plays late', async () => {
    state = 'suspended'
    const tap = Promise.withResolvers<void>()
    allowed = tap.promise
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
    const { play, enableSound } = await import('./sound.ts')
    expect(play(TONES.repeat)).toBe(false)
    clock.mockReturnValue(60_000)
    tap.resolve()
    await enableSound()
    expect(started).toEqual([2400])
    expect(play(TONES.repeat)).toBe(true)
    expect(started).toEqual([2400, 1200, 1200])
  })

  test('also where the system had put the sound to rest, as while the screen was off', async () => {
    const { play } = await import('./sound.ts')
    play(TONES.ok)
    state = 'suspended'
    expect(play(TONES.refused)).toBe(false)
    await vi.waitFor(() => expect(started).toEqual([2400, 320, 240]))
  })
})
