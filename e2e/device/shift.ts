import { wedge } from '../journeys/stage/wedge.ts'
import type { Pda } from './pda.ts'

/** A scan that the device must have recorded, by what it is of. */
export interface Made {
  readonly kind: 'pack_start' | 'load'
  readonly code: string
}

/** One code that a scanner types; null: it is recorded nowhere. */
export interface Typed {
  readonly text: string
  readonly made: Made | null
}

export interface ShiftParts {
  /** Scans that are recorded. */
  readonly scans: number
  /** Parcels that the server knows; each is packed and loaded. The others are strangers. */
  readonly known: readonly string[]
  /** Loading codes of trucks, each for its share of the loads. */
  readonly trips: readonly string[]
  readonly random: () => number
}

/** Every so many of a hundred scans the scanner reads the same label twice, which is recorded once. */
const READ_TWICE = 2

/** A shift: half of it packs parcel after parcel, known ones and strangers, the rest loads them onto trucks. */
export function planShift({ scans, known, trips, random }: ShiftParts): readonly Typed[] {
  const half = Math.floor(scans / 2)
  const packs = mixed(half, known, random).map((code) => ({ text: code, made: { kind: 'pack_start', code } }) as const)
  const loads = mixed(scans - half, known, random).map(
    (code) => ({ text: code, made: { kind: 'load', code } }) as const,
  )
  const share = Math.ceil(loads.length / trips.length)
  const trucks = trips.flatMap((trip, at) => [{ text: trip, made: null }, ...loads.slice(at * share, (at + 1) * share)])
  return [...packs, ...trucks].flatMap((typed) =>
    typed.made !== null && random() * 100 < READ_TWICE ? [typed, { ...typed, made: null }] : [typed],
  )
}

/** All of the known somewhere among strangers, no code twice. */
function mixed(count: number, known: readonly string[], random: () => number): readonly string[] {
  const codes = Array.from({ length: count }, (_, at) => `SFX${String(at).padStart(10, '0')}`)
  const left = [...known]
  for (let at = 0; at < count; at += 1) {
    if (random() * (count - at) >= left.length) continue
    codes[at] = left.splice(Math.floor(random() * left.length), 1)[0] ?? ''
  }
  return codes
}

export interface Weather {
  readonly random: () => number
  /** So many of a hundred calls lose their answer after the server has committed, and so many break off in the middle. */
  readonly repliesLost: number
  readonly cut: number
  /** Every so many codes one is typed key by key, the others are handed over whole, as scanners do that insert text; null: none. */
  readonly keysEvery: number | null
}

/** Scans between two changes of the network, in the mean. */
const [ONLINE_FOR, OFFLINE_FOR] = [60, 40]
/** A scanner is ahead of the screen by no more than this. */
const AHEAD = 100

export interface Weathered {
  readonly outages: number
  readonly repliesLost: number
  readonly cut: number
}

/**
 * Scans a shift with a PDA as fast as its browser takes the codes, and cuts its network at random: whole outages, answers that are
 * lost after they were committed, calls that break off. In the end the network is there and everything is sent.
 */
export async function workShift(pda: Pda, shift: readonly Typed[], weather: Weather): Promise<Weathered> {
  const { random } = weather
  const told = { outages: 0, repliesLost: 0, cut: 0 }
  let [isOffline, recorded] = [false, 0]
  const before = (await pda.counts()).onDevice
  const turn = async () => {
    isOffline = !isOffline
    told.outages += isOffline ? 1 : 0
    await pda.page.context().setOffline(isOffline)
  }
  pda.front.decide(() => {
    const lot = random() * 100
    if (lot < weather.repliesLost) return tally(told, 'repliesLost')
    return lot < weather.repliesLost + weather.cut ? tally(told, 'cut') : 'answered'
  })
  for (let at = 0; at < shift.length; at += AHEAD) {
    for (const [index, { text, made }] of shift.slice(at, at + AHEAD).entries()) {
      if (random() * (isOffline ? OFFLINE_FOR : ONLINE_FOR) < 1) await turn()
      const isByKeys = weather.keysEvery !== null && index % weather.keysEvery === 0
      if (isByKeys) await wedge(pda.page, text)
      else await pda.page.keyboard.insertText(`${text}\n`)
      recorded += made === null ? 0 : 1
    }
    await keepsAtLeast(pda, before + recorded)
  }
  pda.front.decide(() => 'answered')
  if (isOffline) await turn()
  await pda.allSent()
  return told
}

/** What there is too much of is told by what the server has in the end. */
async function keepsAtLeast({ page }: Pda, count: number): Promise<void> {
  const holds = (wanted: number) => {
    const [, here] = /(\d+) 台上/.exec(document.querySelector('header')?.textContent ?? '') ?? []
    return Number(here) >= wanted
  }
  await page.waitForFunction(holds, count)
}

function tally<Fate extends 'repliesLost' | 'cut'>(told: Record<Fate, number>, fate: Fate): Fate {
  told[fate] += 1
  return fate
}
