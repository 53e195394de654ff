import type { Journey } from './journey.ts'
import { orderOf, prepareFloor } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { allSent, enrol, MUG, order, PDA, products } from './stage/packing.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { wedge } from './stage/wedge.ts'

/** What one person likes on this device stays until the next one changes it. */
async function choose({ page }: Stage, group: string, option: string): Promise<void> {
  await page.getByRole('link', { name: /更多|More/ }).click()
  await page.getByRole('group', { name: group }).getByText(option).click()
  await page.getByRole('link', { name: /^(扫码|Scan)$/ }).click()
}

/** Where a device hears what goes into a parcel. */
const PIECES = /\/floor\.(look|packs)/

/** What was scanned before its order was known takes effect with it, while the parcel is still in hand. */
async function orderComesLater(stage: Stage): Promise<void> {
  const { page } = stage
  const waybill = 'SF7700000000902'
  await wedge(page, waybill)
  await wedge(page, waybill)
  await page.getByText('本机还没有这单的商品').waitFor()
  await allSent(stage)
  await order(stage, 'EYES-2', waybill)
  await page.getByText('已核对 0 / 3').waitFor()
  await wedge(page, MUG)
  await page.getByRole('heading', { name: '已核对 1 / 3' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: '已核对 1 / 3' }).waitFor()
}

const otherEyes: Journey = {
  title:
    'a parcel shows its pieces as soon as the server says them; the floor speaks English, and writes large for whoever wants it',
  async run(stage) {
    const { page } = stage
    const waybill = 'SF7700000000901'
    await products(stage)
    await order(stage, 'EYES-1', waybill)
    await orderOf(stage, 'EYES-1')
    const { enrolment } = await prepareFloor(stage, '打包台 8')
    await page.setViewportSize(PDA)
    await page.route(PIECES, (route) => route.fulfill({ status: 503 }))
    await enrol(stage, enrolment.code)
    await wedge(page, waybill)
    await page.getByText('本机还没有这单的商品').waitFor()
    await page.unroute(PIECES)
    stage.complaints = stage.complaints.filter((one) => !one.includes('503'))
    await page.getByText('已核对 0 / 3').waitFor()
    await choose(stage, '语言', 'English')
    await page.getByRole('heading', { name: '0 of 3 checked' }).waitFor()
    await wedge(page, MUG)
    await page.getByRole('heading', { name: '1 of 3 checked' }).waitFor()
    await page.getByRole('main').getByRole('status').getByText('Item checked').waitFor()
    await picture(page, 'english')
    await choose(stage, 'Language', '简体中文')
    await choose(stage, '字号', '大字')
    await page.getByRole('heading', { name: '已核对 1 / 3' }).waitFor()
    await picture(page, 'large-type')
    await inspect(stage, 'a parcel in large type')
    await page.setViewportSize(PDA)
    await choose(stage, '字号', '标准')
    await orderComesLater(stage)
  },
}

export const journeys: readonly Journey[] = [otherEyes]
