import type { Label, ScanTone } from '@baton/contract'
import { play } from './sound.ts'
import { speak } from './speak.ts'
import { lengthOf, TONES, type ToneSpec } from './tones.ts'

/**
 * Answers a scan to ear and hand. `says`: the words to speak instead of the tone's own. A device without a voice plays the
 * tone's recorded word (made with espeak-ng) after the notes.
 */
export function answer(tone: ScanTone, says?: Label): void {
  const spec: ToneSpec = TONES[tone]
  play(spec)
  if ('vibrate' in navigator) navigator.vibrate([...spec.vibration])
  const phrase = says ?? spec.phrase
  if (phrase === null || speak(phrase) || spec.phrase === null) return
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh'
  import('./recorded.ts')
    .then(({ playRecorded }) => playRecorded(`/voice/${language}-${tone}.mp3`, lengthOf(tone)))
    .catch(() => {})
}
