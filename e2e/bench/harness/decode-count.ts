import type { Readings } from './decode-page.ts'
import type { Scene } from './scenes.ts'

export interface SceneRead {
  readonly scene: Scene
  readonly frames: readonly Readings[]
}

type Decoder = keyof Readings

/** Milliseconds a frame. */
export function mean(seen: readonly SceneRead[], decoder: Decoder): number {
  const times = seen.flatMap(({ frames }) => frames.map((frame) => frame[decoder].ms))
  return times.reduce((sum, ms) => sum + ms, 0) / times.length
}

/** Frames whose code was read, of all. */
export function share(seen: readonly SceneRead[], decoder: Decoder): number {
  const frames = seen.flatMap(({ scene, frames }) => frames.map((frame) => frame[decoder].texts.includes(scene.text)))
  return frames.filter(Boolean).length / frames.length
}

/** Texts that stand on no label: in single frames, and for our camera in both frames of a scene, which alone count. */
export function wrongTexts(seen: readonly SceneRead[]) {
  const wrong = (decoder: Decoder) =>
    seen.flatMap(({ scene, frames }) =>
      frames.flatMap((frame) => frame[decoder].texts.filter((text) => text !== scene.text)),
    )
  const agreed = seen.flatMap(({ scene, frames: [first, ...others] }) =>
    (first?.ours.texts ?? []).filter(
      (text) => text !== scene.text && others.every((other) => other.ours.texts.includes(text)),
    ),
  )
  return { agreed: agreed.length, inOneFrame: wrong('ours').length, ofLimit: wrong('theirs').length }
}

/** Reads and milliseconds of both, for each symbology and condition. */
export function tableOf(seen: readonly SceneRead[]): readonly string[] {
  const nameOf = ({ scene }: SceneRead) => `${scene.symbology} ${scene.condition}${scene.isHard ? ', hard' : ''}`
  const names = [...new Set(seen.map(nameOf))].sort()
  return names.map((name) => {
    const some = seen.filter((one) => nameOf(one) === name)
    const column = (decoder: Decoder) =>
      `${percent(share(some, decoder))} ${mean(some, decoder).toFixed(1).padStart(6)} ms`
    return `  ${name.padEnd(21)} ours ${column('ours')}   html5-qrcode ${column('theirs')}`
  })
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`.padStart(5)
}
