import type { Label, ScanTone } from '@baton/contract'
import { play } from './sound.ts'
import { speak } from './speak.ts'
import { TONES, type ToneSpec } from './tones.ts'

/** Answers a scan to ear and hand. `says`: the words to speak instead of the tone's own. */
export function answer(tone: ScanTone, says?: Label): void {
  const spec: ToneSpec = TONES[tone]
  play(spec)
  if ('vibrate' in navigator) navigator.vibrate([...spec.vibration])
  const phrase = says ?? spec.phrase
  if (phrase !== null) speak(phrase)
}
