import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { launchBrowser } from '../browser.ts'
import { writeFilm } from '../codes/film.ts'
import { aimAt, type Photo, type Shot } from '../codes/photograph.ts'
import { type PrintedCode, printCode, type Symbology } from '../codes/print-code.ts'
import { enrolBrowser } from '../enrol-browser.ts'
import { ScanDevice } from '../faults/harness/scan-device.ts'
import type { Journey } from './journey.ts'
import { listenForComplaints } from './stage/complaints.ts'
import { RECEIVER } from './stage/floor.ts'
import { picture } from './stage/picture.ts'
import { PATIENCE_MS, type Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const PHONE = {
  ...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 360, height: 640 } },
  reducedMotion: 'reduce',
} as const
const FILM = { width: 960, height: 540, framesASecond: 5 }
const WAYBILL = 'SF7700000000801'
/** As long as each other: their bars stand on one width. */
const TWO = ['SF7700000000802', 'SF7700000000803']
const HAND: Shot = {
  ...{ width: FILM.width, height: FILM.height, module: 4, turn: 4, tilt: [18, 10] },
  ...{ blur: 0.3, table: 90, paper: 190, ink: 45, noise: 6, glare: null },
}

/** Each code for a while, out of focus and askew, with a look at the table in between: longer than a code is remembered. */
function* shift(trip: string): Iterable<Photo> {
  yield* look('code_128', WAYBILL, HAND)
  yield* away()
  yield* look('qr_code', trip, { ...HAND, module: 9, tilt: [-20, 12], turn: -10 })
  yield* away()
}

function* look(symbology: Symbology, text: string, shot: Shot): Iterable<Photo> {
  const take = aimAt(printCode(symbology, text), shot)
  for (let frame = 0; frame < 10; frame += 1) yield take(frame)
}

function* away(): Iterable<Photo> {
  const nothing = { width: 1, height: 1, ink: Uint8Array.of(0) }
  const take = aimAt(nothing, HAND)
  for (let frame = 0; frame < 10; frame += 1) yield take(frame)
}

/** Two waybills in one picture, one above the other. */
function* twoLabels(): Iterable<Photo> {
  const [one, other] = TWO.map((text) => printCode('code_128', text)) as [PrintedCode, PrintedCode]
  const both = { width: one.width, height: one.height + other.height, ink: Uint8Array.of(...one.ink, ...other.ink) }
  const take = aimAt(both, { ...HAND, module: 3, turn: 0, tilt: [0, 0] })
  for (let frame = 0; frame < 10; frame += 1) yield take(frame)
}

async function withFilm(frames: Iterable<Photo>, work: (flags: readonly string[]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-film-'))
  const film = join(folder, 'shift.y4m')
  try {
    writeFilm(film, FILM, frames)
    await work([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function shipped({ system }: Stage): Promise<boolean> {
  const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ state: string }[]>`SELECT state FROM orders WHERE native_number = 'CAMERA-1'`
    return row?.state === 'shipped'
  } finally {
    await sql.end()
  }
}

const byCamera: Journey = {
  title: 'pack and load by a camera that sees blurred and tilted codes',
  async run(stage) {
    const { system } = stage
    await stage.ownShop.pushOrder('CAMERA-1', {
      receiver: RECEIVER,
      parcels: [{ carrier: 'SF', waybill: WAYBILL, lineNumbers: [] }],
    })
    const { code } = await (await ScanDevice.enrol(system, '华东仓')).openTrip('SF')
    await withFilm(shift(code), async (flags) => {
      const browser = await launchBrowser({ ...PHONE, args: [...flags] })
      try {
        await enrolBrowser(browser.context, system, '华东仓')
        const page = await browser.context.newPage()
        page.setDefaultTimeout(PATIENCE_MS)
        listenForComplaints(page, (complaint) => stage.complaints.push(complaint))
        await page.goto(`${system.baseUrl}/scan/`)
        await page.getByRole('button', { name: '用相机扫码' }).click()
        const camera = page.getByRole('dialog', { name: '摄像头扫码' })
        await camera.getByRole('status').getByText('打包开始').waitFor()
        await picture(page, 'camera')
        await page.getByRole('heading', { name: '顺丰速运', includeHidden: true }).waitFor()
        await page.getByRole('button', { name: '确认交接 1 件' }).click()
        await until(() => shipped(stage), 'the order shipped')
      } finally {
        await browser.close()
      }
    })
  },
}

const several: Journey = {
  title: 'two labels in one picture: the camera asks which one is meant, and takes that one alone',
  async run({ system, complaints }) {
    await withFilm(twoLabels(), async (flags) => {
      const browser = await launchBrowser({ ...PHONE, args: [...flags] })
      try {
        await enrolBrowser(browser.context, system, '华东仓')
        const page = await browser.context.newPage()
        page.setDefaultTimeout(PATIENCE_MS)
        listenForComplaints(page, (complaint) => complaints.push(complaint))
        await page.goto(`${system.baseUrl}/scan/`)
        await page.getByRole('button', { name: '用相机扫码' }).click()
        const choice = page.getByRole('region', { name: '画面里有多个码，选一个' })
        await choice.getByRole('button', { name: TWO[1] ?? '' }).waitFor()
        await picture(page, 'camera-several')
        await choice.getByRole('button', { name: TWO[1] ?? '' }).click()
        await page.getByRole('dialog', { name: '摄像头扫码' }).getByRole('status').getByText('打包开始').waitFor()
        await page.getByRole('banner', { includeHidden: true }).getByText('1 台上').waitFor()
      } finally {
        await browser.close()
      }
    })
  },
}

export const journeys: readonly Journey[] = [byCamera, several]
