import { floorSettings } from './settings.ts'
import { audioContext } from './sound.ts'

/** Plays a recorded word so many ms from now; nothing where sound is off or was not unlocked. */
export async function playRecorded(url: string, afterMs: number): Promise<void> {
  const audio = audioContext()
  if (audio?.state !== 'running' || floorSettings().isMuted) return
  const from = audio.currentTime + afterMs / 1000
  const bytes = await fetch(url).then((file) => file.arrayBuffer())
  const source = new AudioBufferSourceNode(audio, { buffer: await audio.decodeAudioData(bytes) })
  source.connect(audio.destination)
  source.start(from)
}
