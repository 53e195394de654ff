import type { Label } from '@baton/contract'
import { floorSettings } from './settings.ts'

/** Speaks in the page's language where the device has a voice for it; says whether it does. A newer phrase cuts an older one short. */
export function speak(phrase: Label): boolean {
  if (floorSettings().isMuted || !('speechSynthesis' in globalThis)) return false
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh'
  const voice = voiceFor(language, speechSynthesis.getVoices())
  if (voice === null) return false
  const utterance = new SpeechSynthesisUtterance(phrase[language])
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.rate = 1.2
  speechSynthesis.cancel()
  speechSynthesis.speak(utterance)
  return true
}

/** A voice on the device comes before one that needs the network. */
export function voiceFor<Voice extends Pick<SpeechSynthesisVoice, 'lang' | 'localService'>>(
  language: 'zh' | 'en',
  voices: readonly Voice[],
): Voice | null {
  const fitting = voices.filter(({ lang }) => lang.toLowerCase().replace('_', '-').startsWith(language))
  return fitting.find(({ localService }) => localService) ?? fitting[0] ?? null
}
