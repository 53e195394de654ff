import { deepEqual, equal, ok } from 'node:assert/strict'
import type { OrderInspection } from '@baton/contract'
import type { Page } from 'playwright-core'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { ask, orderOf, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect, VIEWS_OF } from './stage/inspect.ts'
import { withKeptPhotos } from './stage/kept-photos.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

/** An APP1 segment as cameras write it: "Exif", and an empty TIFF (Exif 2.32, 4.7.2). */
const EXIF = Buffer.from(`ffe1001645786966000049492a0008000000000000000000`, 'hex')
/** More than one of ours may weigh. */
const LARGE = 4_000_000
const SCREEN = { width: 360, height: 640 }
const WAYBILL = 'SF7700000000911'

const inspectionPhotos: Journey = {
  title:
    'photos of an inspection made without network outlive a reload and a kill, leave the phone, and stand on the order; one that has gone bad is taken again',
  async run(stage) {
    await stage.ownShop.pushOrder('PHOTO-1', { receiver: RECEIVER })
    const { enrolment } = await prepareFloor(stage, '质检台 7')
    await stage.enterAs('ops')
    const { id } = await orderOf(stage, 'PHOTO-1')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      await pda.switchOff()
      await pda.switchOn()
      await pda.open()
      await inspectOffline(pda, id)
      await spoilLast(pda.page)
      await pda.page.reload()
      await waitingStrip(pda.page, 3).waitFor()
      await picture(pda.page, 'photos-waiting')
      await inspect({ page: pda.page, complaints: stage.complaints }, 'photos that wait')
      await pda.kill()
      await pda.switchOn()
      await pda.open()
      await waitingStrip(pda.page, 3).waitFor()
      equal((await keptOn(pda.page)).length, 3)
      pda.front.set('open')
      await pda.allSent()
      await waitingStrip(pda.page, 3).waitFor({ state: 'detached' })
      await retake(stage, pda)
      await until(async () => (await keptOn(pda.page)).length === 0, 'a device without photos')
    } finally {
      await pda.discard()
    }
    await lookAtThem(stage, id)
  },
}

const waitingStrip = (page: Page, count: number) => page.getByText(`${count} 张质检照片还在本机`)

/** Three photos as a camera takes them, each larger than a photo may be, with where it was taken. */
async function inspectOffline(pda: Pda, id: string): Promise<void> {
  const { page } = pda
  const taken = await cameraPhoto(page)
  ok(taken.length > LARGE && taken.includes('Exif'), `${taken.length} bytes`)
  await pda.scan([id])
  await page.getByText('扫面单绑定').waitFor()
  await pda.scan([WAYBILL])
  await page.getByText(`面单 ${WAYBILL}`).waitFor()
  await pda.allSent()
  await page.getByRole('button', { name: '完成' }).click()
  await page.getByRole('button', { name: '退货收货' }).click()
  await page.getByText('扫退货面单或退货工单').waitFor()
  pda.front.set('shut')
  await pda.scan([WAYBILL])
  for (const at of [1, 2, 3]) await takePhoto(page, taken, at)
  await page.getByRole('img', { name: '照片 1' }).evaluate((photo) => photo.scrollIntoView({ block: 'center' }))
  await picture(page, 'inspect-photos')
  await page.getByRole('button', { name: '破损' }).click()
  await page.getByLabel('备注').fill('外箱破损')
  await page.getByRole('button', { name: '记录质检' }).click()
  await page.getByText('扫退货面单或退货工单').waitFor()
  for (const { size, hasExif } of await keptOn(page)) {
    ok(size <= 1_000_000, `a photo of ${size} bytes`)
    equal(hasExif, false)
  }
}

async function takePhoto(page: Page, taken: Buffer, at: number): Promise<void> {
  await page.getByLabel('拍照').setInputFiles({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer: taken })
  await page.getByRole('img', { name: `照片 ${at}` }).waitFor()
}

/** The newest photo on the device becomes something that is no photo. */
async function spoilLast(page: Page): Promise<void> {
  await withKeptPhotos(page, async (photos, put) => {
    const last = photos.at(-1)
    if (last) await put({ ...last, image: new Blob(['nothing that a camera makes']) })
  })
}

/** The server refuses the spoilt one: that is said until somebody has seen it, also after a reload, and its return is inspected once more. */
async function retake(stage: Stage, pda: Pda): Promise<void> {
  const { page } = pda
  const refused = page.getByRole('alert').filter({ hasText: '1 张质检照片传不上去' })
  await refused.getByText(WAYBILL).waitFor()
  equal((await keptOn(page)).length, 1)
  await picture(page, 'photo-refused')
  await inspect({ page, complaints: stage.complaints }, 'a refused photo')
  await page.reload()
  await refused.getByRole('button', { name: '知道了' }).click()
  await refused.waitFor({ state: 'detached' })
  equal((await keptOn(page)).length, 0)
  await beginReturns(page)
  await pda.scan([WAYBILL])
  await takePhoto(page, await cameraPhoto(page), 1)
  await page.getByRole('button', { name: '破损' }).click()
  await page.getByRole('button', { name: '记录质检' }).click()
  await page.getByText('扫退货面单或退货工单').waitFor()
  await pda.allSent()
  equal(await refused.count(), 0)
}

/** A killed page may come back to the inspection that it was at a moment before. */
async function beginReturns(page: Page): Promise<void> {
  const later = page.getByRole('button', { name: '稍后质检' })
  const begin = page.getByText('扫退货面单或退货工单')
  await later.or(begin).waitFor()
  if (await later.isVisible()) await later.click()
  await begin.waitFor()
}

/** A carton with a crushed corner, as grainy and as large as a camera makes it, as JPEG with Exif. */
async function cameraPhoto(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2250)
    const context = canvas.getContext('2d')
    const draw = (colour: string, ...corners: readonly (readonly [number, number])[]) => {
      if (!context) return
      context.fillStyle = colour
      context.beginPath()
      for (const [x, y] of corners) context.lineTo(x, y)
      context.fill()
    }
    draw('#8d9299', [0, 0], [3000, 0], [3000, 2250], [0, 2250])
    draw('#b98d5b', [500, 700], [1900, 500], [1900, 1700], [500, 1950])
    draw('#9a7145', [1900, 500], [2550, 800], [2500, 1650], [1900, 1700])
    draw('#d3aa78', [500, 700], [1150, 420], [2550, 800], [1900, 500])
    draw('#e6d9bd', [1080, 620], [1280, 590], [1280, 1810], [1080, 1848])
    draw('#f4f4f2', [620, 1000], [1000, 950], [1000, 1400], [620, 1460])
    draw('#5b4128', [1900, 1700], [1500, 1770], [1650, 1500], [1840, 1580], [1930, 1380], [2080, 1540], [2200, 1675])
    const image = context?.getImageData(0, 0, canvas.width, canvas.height)
    let grain = 1
    for (let at = 0; image && at < image.data.length; at += 1) {
      grain = (grain * 48_271) % 2_147_483_647
      if (at % 4 !== 3) image.data[at] = (image.data[at] ?? 0) + (grain % 128) - 64
    }
    if (image) context?.putImageData(image, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    let text = ''
    for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
    return btoa(text)
  })
  const jpeg = Buffer.from(plain, 'base64')
  return Buffer.concat([jpeg.subarray(0, 2), EXIF, jpeg.subarray(2)])
}

function keptOn(page: Page): Promise<{ size: number; hasExif: boolean }[]> {
  return withKeptPhotos(page, (photos) =>
    Promise.all(
      photos.map(async ({ image }) => ({ size: image.size, hasExif: (await image.text()).includes('Exif') })),
    ),
  )
}

/** On the order's page, with mouse and keys, in both languages; as bytes without where they were taken. */
async function lookAtThem(stage: Stage, id: string): Promise<void> {
  const { page } = stage
  const input = encodeURIComponent(JSON.stringify({ id }))
  const told = await ask<readonly OrderInspection[]>(stage, `orders.inspections?input=${input}`)
  deepEqual(
    told.map(({ grade, note, photoIds, missingPhotos }) => [grade, note, photoIds.length, missingPhotos]),
    [
      ['damaged', '', 1, 0],
      ['damaged', '外箱破损', 2, 1],
    ],
  )
  for (const photo of told.flatMap(({ photoIds }) => photoIds)) {
    const answer = await page.request.get(`${stage.system.baseUrl}/api/photos/${photo}`)
    const bytes = await answer.body()
    equal(answer.headers()['content-type'], 'image/jpeg')
    ok(bytes.length > 1000 && !bytes.includes('Exif'), `${bytes.length} bytes`)
  }
  await stage.open(`/admin/orders/detail/?id=${id}`)
  await page.getByRole('heading', { name: '退货质检' }).waitFor()
  await page.getByText('外箱破损').waitFor()
  const thumbnail = page.getByRole('button', { name: '放大质检照片 1' }).last()
  await thumbnail.focus()
  await inspect(stage, 'an order with inspection photos')
  await page.keyboard.press('Enter')
  const large = page.getByRole('dialog').getByRole('img', { name: '第 1 张：商品破损' })
  await large.waitFor()
  ok(await large.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth === 1600)))
  await inspect(stage, 'an inspection photo, large', VIEWS_OF.en)
  await page.keyboard.press('ArrowRight')
  await page.getByRole('img', { name: '第 2 张：商品破损' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.setViewportSize(SCREEN)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('region', { name: '退货质检' }).evaluate((card) => card.scrollIntoView({ block: 'center' }))
  await picture(page, 'inspection')
}

export const journeys: readonly Journey[] = [inspectionPhotos]
