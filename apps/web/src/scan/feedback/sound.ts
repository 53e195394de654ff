import { useSyncExternalStore } from 'react'
import { floorSettings } from './settings.ts'
import { type Note, TONES, type ToneSpec } from './tones.ts'

/** `locked`: the browser wants one tap before it plays anything. */
export type SoundState = 'locked' | 'ready' | 'unsupported'

const LOUDNESS = 0.7
/** A note that begins or ends at once clicks. */
const RAMP_S = 0.004
/** A sound that the system had put to rest, as while the screen was off, is back within this time; a later note answers nothing. */
const LATE_MS = 1000
let context: AudioContext | null = null
const listeners = new Set<() => void>()

/** Whether sound can be heard, and the one tap that makes it so: it plays the test sound. */
export function useSound(): { readonly state: SoundState; readonly enable: () => Promise<void> } {
  const state = useSyncExternalStore(subscribe, soundState, () => 'locked' as const)
  return { state, enable: enableSound }
}

/** Call it from a tap: that is what unlocks the sound of a page. */
export async function enableSound(): Promise<void> {
  const audio = audioContext()
  if (audio === null) return
  if (audio.state !== 'running') await audio.resume()
  notify()
  play(TONES.ok)
}

/** Plays the notes now, or as soon as the system lets it; says whether they can be heard now. */
export function play(spec: Pick<ToneSpec, 'wave' | 'notes'>): boolean {
  if (floorSettings().isMuted) return false
  const audio = audioContext()
  if (audio === null) return false
  if (audio.state === 'running') {
    playNotes(audio, spec)
    return true
  }
  const askedAt = performance.now()
  const resumed = () => {
    notify()
    if (performance.now() - askedAt < LATE_MS) playNotes(audio, spec)
  }
  void audio.resume().then(resumed, () => {})
  return false
}

function playNotes(audio: AudioContext, { wave, notes }: Pick<ToneSpec, 'wave' | 'notes'>): void {
  for (const note of notes) playNote(audio, wave, note)
}

function playNote(audio: AudioContext, wave: OscillatorType, { pitch, from, length }: Note): void {
  const [start, end] = [audio.currentTime + from / 1000, audio.currentTime + (from + length) / 1000]
  const gain = new GainNode(audio, { gain: 0 })
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + RAMP_S)
  gain.gain.setValueAtTime(LOUDNESS, end - RAMP_S)
  gain.gain.linearRampToValueAtTime(0, end)
  const oscillator = new OscillatorNode(audio, { type: wave, frequency: pitch })
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(end)
}

function soundState(): SoundState {
  if (typeof AudioContext === 'undefined') return 'unsupported'
  return context?.state === 'running' ? 'ready' : 'locked'
}

/** One for the page; null where the browser has none. */
export function audioContext(): AudioContext | null {
  if (typeof AudioContext === 'undefined') return null
  if (context === null) {
    context = new AudioContext({ latencyHint: 'interactive' })
    context.addEventListener('statechange', notify)
  }
  return context
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener()
}
