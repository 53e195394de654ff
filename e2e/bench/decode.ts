import { launchBrowser } from '../browser.ts'
import { aimAt, type Photo } from '../codes/photograph.ts'
import { printCode } from '../codes/print-code.ts'
import { mean, type SceneRead, share, tableOf, wrongTexts } from './harness/decode-count.ts'
import type { Readings } from './harness/decode-page.ts'
import { serveDecoders } from './harness/decode-server.ts'
import { median, report, say } from './harness/report.ts'
import { everyScene, type Scene } from './harness/scenes.ts'

/** As many parts, each a pair of figures: a noisy minute then shows. */
const RUNS = 4
const SEED = 20_261
/** Two frames of a scene differ in their noise; the camera takes what both of them say. */
const FRAMES = 2
/** A slow machine reads fewer scenes; their order mixes all kinds. */
const LONGEST_MS = 42_000

const scenes = everyScene(SEED)
say(
  `decode: ${scenes.length} scenes of ${FRAMES} frames, 1280 × 720, by the camera's decoder and by html5-qrcode's own`,
)

/** The latest scene is kept: its frames share what is costly to draw. */
let aimed: { at: number; take: (seed: number) => Photo } | undefined
function frame(name: string): Photo {
  const [at = 0, number = 0] = name.split('/').map(Number)
  const scene = scenes[at] as Scene
  if (aimed?.at !== at) aimed = { at, take: aimAt(printCode(scene.symbology, scene.text), scene.shot) }
  return aimed.take(SEED + at * FRAMES + number)
}

const server = await serveDecoders(frame)
const browser = await launchBrowser()
try {
  const page = await browser.context.newPage()
  await page.goto(server.url)
  const read = (address: string, oursFirst: boolean): Promise<Readings> =>
    page.evaluate(([at, first]) => window.readFrame(at, first), [address, oursFirst] as const)
  for (let warm = 0; warm < 3; warm += 1) await read(`/frame/${warm}/0`, true)
  const seen: SceneRead[] = []
  const end = performance.now() + LONGEST_MS
  for (const [at, scene] of scenes.entries()) {
    if (performance.now() > end) break
    const frames: Readings[] = []
    for (let number = 0; number < FRAMES; number += 1)
      frames.push(await read(`/frame/${at}/${number}`, (at + number) % 2 === 0))
    seen.push({ scene, frames })
  }
  const runs = Array.from({ length: RUNS }, (_, run) => {
    const part = seen.filter((_one, at) => at % RUNS === run)
    const [subject, limit] = [mean(part, 'ours'), mean(part, 'theirs')]
    return { subject, limit, ratio: subject / limit }
  })
  for (const line of tableOf(seen)) say(line)
  const [subject, limit] = [mean(seen, 'ours'), mean(seen, 'theirs')]
  const [reads, readsOfLimit] = [share(seen, 'ours'), share(seen, 'theirs')]
  const code128 = seen.filter(({ scene }) => scene.symbology === 'code_128')
  report({
    ...{
      name: 'decode',
      goal: 0.35,
      unit: 'ms a frame',
      runs,
      subject,
      limit,
      ratio: median(runs.map((run) => run.ratio)),
    },
    scenes: seen.length,
    readsRatio: reads / readsOfLimit,
    ...{ readsGoal: 1.5, reads, readsOfLimit },
    code128: share(
      code128.filter(({ scene }) => !scene.isHard),
      'ours',
    ),
    code128Hard: share(
      code128.filter(({ scene }) => scene.isHard),
      'ours',
    ),
    wrongTexts: wrongTexts(seen),
  })
} finally {
  await browser.close()
  await server.stop()
}
