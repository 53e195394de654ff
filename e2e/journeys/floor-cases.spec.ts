import { deepEqual, equal } from 'node:assert/strict'
import type { BadgeView, DeviceView, StaffView } from '@baton/contract'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { ask, orderOf, PIN, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import { openRefused } from './stage/refused.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const LOCKED = 'PIN 连续错误，工牌已锁定；急用请找主管解锁'

async function withPdas(stage: Stage, count: number, work: (pdas: readonly Pda[]) => Promise<void>): Promise<void> {
  const pdas: Pda[] = []
  try {
    for (let at = 1; at <= count; at += 1) {
      const pda = await Pda.unpack(stage.system)
      pdas.push(pda)
      await pda.switchOn()
      await pda.enrol((await prepareFloor(stage, `手持 ${at}`)).enrolment.code)
    }
    await work(pdas)
  } finally {
    for (const pda of pdas) await pda.discard()
  }
}

const look = (stage: Stage, { page }: Pda, where: string) => inspect({ page, complaints: stage.complaints }, where)

async function openTrip({ page }: Pda): Promise<void> {
  await page.getByRole('link', { name: '装车' }).click()
  await page.getByRole('button', { name: '开新的一车' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '顺丰速运' }).click()
  await page.getByRole('heading', { name: '顺丰速运' }).waitFor()
}

const twoPdas: Journey = {
  title: 'two PDAs on one parcel: the second hears that it is packed already, and that it has left',
  async run(stage) {
    const waybill = 'SF7700000000021'
    await stage.ownShop.pushOrder('TWO-1', {
      receiver: RECEIVER,
      parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }],
    })
    await stage.enterAs('ops')
    await orderOf(stage, 'TWO-1')
    await withPdas(stage, 2, async ([first, second]) => {
      if (!first || !second) throw new Error('two PDAs are wanted')
      const { page } = second
      await first.scan([waybill])
      await first.keeps(1)
      await first.allSent()
      await second.scan([waybill])
      await second.keeps(1)
      await second.allSent()
      await page.getByRole('button', { name: '完成' }).click()
      await page.getByRole('listitem').filter({ hasText: '已在打包' }).waitFor()
      await openTrip(first)
      await first.scan([waybill])
      await first.keeps(2)
      await first.allSent()
      await second.scan([waybill])
      const refused = await openRefused(page)
      await refused.getByText('订单已发货').waitFor()
      await refused.getByText('可能是重复面单，交给主管').waitFor()
      await look(stage, second, 'a parcel that another device has loaded')
    })
  },
}

const loadingCode: Journey = {
  title:
    'the slip of a truck comes out of the printer, and another PDA that scans its loading code loads the same truck',
  async run(stage) {
    await withPdas(stage, 2, async ([first, second]) => {
      if (!first || !second) throw new Error('two PDAs are wanted')
      await openTrip(first)
      await first.page.getByRole('button', { name: '交接', exact: true }).click()
      const sheet = first.page.getByRole('dialog')
      await sheet.getByRole('button', { name: '打印交接单' }).click()
      await sheet.getByText('已打印').waitFor()
      await look(stage, first, 'a truck whose slip was printed')
      let code: string | undefined
      await until(async () => {
        const { prints } = await stage.sandbox.printer()
        code = prints.flatMap((one) => one.codes).find((one) => one.startsWith('TR-'))
        return code !== undefined
      }, 'the slip at the printer')
      await second.scan([code ?? ''])
      await second.page.getByRole('heading', { name: '顺丰速运' }).waitFor()
      await second.page
        .getByText(code ?? '')
        .first()
        .waitFor()
    })
  },
}

const corrections: Journey = {
  title: 'slip and waybill are bound, lateness takes one tap, a load is taken back, and wrong PINs close a badge',
  async run(stage) {
    const waybill = 'SF7700000000031'
    await stage.ownShop.pushOrder('BIND-1', { receiver: RECEIVER })
    await stage.enterAs('ops')
    const { id } = await orderOf(stage, 'BIND-1')
    await withPdas(stage, 1, async ([pda]) => {
      if (!pda) throw new Error('a PDA is wanted')
      await bindAndDelay(stage, pda, { id, waybill })
      await loadAndUndo(stage, pda, waybill)
      await stage.enterAs('ops')
      equal((await orderOf(stage, 'BIND-1')).state, 'packing')
      const { badge } = await prepareFloor(stage, '打包台 7')
      await tryPins(stage, pda, badge.code)
    })
  },
}

async function bindAndDelay(stage: Stage, pda: Pda, order: { id: string; waybill: string }): Promise<void> {
  const { page } = pda
  const said = (text: string) => page.getByRole('main').getByRole('status').getByText(text).waitFor()
  await pda.scan([order.id])
  await page.getByText('扫面单绑定').waitFor()
  await pda.scan([order.waybill])
  await said('绑定运单')
  await page.getByRole('button', { name: '会晚，说原因' }).click()
  await page.getByRole('dialog', { name: '为什么会晚？' }).waitFor()
  await picture(page, 'delay')
  await look(stage, pda, 'the reasons of a delay')
  await page.getByRole('dialog').getByRole('button', { name: '人手不足' }).click()
  await said('延误原因')
  await pda.keeps(3)
  await pda.allSent()
}

async function loadAndUndo(stage: Stage, pda: Pda, waybill: string): Promise<void> {
  const { page } = pda
  await openTrip(pda)
  await pda.scan([waybill])
  const loaded = page.getByRole('list', { name: '刚装的' }).getByRole('listitem').filter({ hasText: waybill })
  await loaded.waitFor()
  await pda.allSent()
  await look(stage, pda, 'a load that can be taken back')
  await page.getByRole('button', { name: /撤销 \d+ 秒/ }).click()
  await loaded.waitFor({ state: 'detached' })
  await pda.keeps(5)
  await pda.allSent()
}

/** Five wrong ones in a row; then the right one is refused as well. */
async function tryPins(stage: Stage, pda: Pda, badge: string): Promise<void> {
  const tryOne = async (pin: string, told: string) => {
    const answered = pda.page.waitForResponse((response) => response.url().includes('/devices.signInOperator'))
    await pda.enterPin(pin)
    await answered
    await pda.page.getByRole('status', { name: '已输入 0 位' }).waitFor()
    await pda.page.getByRole('alert').getByText(told).waitFor()
  }
  await pda.scan([badge])
  for (let tries = 1; tries < 5; tries += 1) await tryOne('9999', 'PIN 不对，请再试')
  await tryOne('9999', LOCKED)
  await tryOne(PIN, LOCKED)
  await pda.page.getByText(/\d\d:\d\d 之后可以再试/).waitFor()
  await look(stage, pda, 'a badge that wrong PINs have closed')
}

const changingHands: Journey = {
  title: 'who takes or leaves the device without network holds it or not, also when the network and the page come back',
  async run(stage) {
    const { enrolment, badge } = await prepareFloor(stage, '手持 7')
    await stage.enterAs('admin')
    const staff = await ask<readonly StaffView[]>(stage, 'staff.list')
    const second = staff.find((one) => one.username === 'supervisor')
    const other = await ask<BadgeView>(stage, 'badges.issue', { staffId: second?.id, pin: PIN, days: 30 })
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      await takeOver(pda, other.code, '主管')
      await takeOver(pda, badge.code, '仓管员')
      pda.front.set('shut')
      await pda.scan([other.code])
      await pda.enterPin('1357')
      await pda.page.getByRole('dialog', { name: '输入 PIN' }).getByText('PIN 不对').waitFor()
      await pda.enterPin(PIN)
      await holds(pda, '离线登录')
      await pda.scan(['SF7700000000051'])
      await pda.keeps(1)
      await pda.open()
      await holds(pda, '离线登录')
      await comeBack(pda)
      await holds(pda, '离线登录')
      await takeOver(pda, badge.code, '仓管员')
      await pda.page.getByRole('link', { name: '更多' }).click()
      pda.front.set('shut')
      await pda.page.getByRole('button', { name: '交还设备' }).click()
      await holds(pda, '刷工牌')
      await comeBack(pda)
      await holds(pda, '刷工牌')
    } finally {
      await pda.discard()
    }
  },
}

async function takeOver(pda: Pda, badge: string, name: string): Promise<void> {
  await pda.scan([badge])
  await pda.enterPin(PIN)
  await holds(pda, name)
}

const holds = ({ page }: Pda, name: string) =>
  page.getByRole('banner').getByRole('link', { name, exact: true }).waitFor()

/** The server's own word of who holds the device has been heard. */
async function comeBack(pda: Pda): Promise<void> {
  const told = pda.page.waitForResponse((response) => response.url().includes('/devices.signOutOperator'))
  pda.front.set('open')
  await pda.allSent()
  await (await told).finished()
}

const NEWER_STORAGE = '本机存储已归新版本'

const newerStorage: Journey = {
  title:
    'a tab whose storage a newer version has taken over says so, claims no count, keeps nothing more, and loses nothing',
  async run(stage) {
    const { enrolment } = await prepareFloor(stage, '手持 8')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      pda.front.set('shut')
      await pda.scan(['SF7700000000081'])
      await pda.keeps(1)
      pda.front.set('open')
      const { page } = pda
      const newer = await page.context().newPage()
      await newer.goto(`${stage.system.baseUrl}/icon.svg`)
      const kept = await newer.evaluate(takeOverStorage)
      equal(kept, 1)
      await page.getByRole('status').getByText(NEWER_STORAGE).waitFor()
      equal(await page.getByRole('banner').getByText('服务器').count(), 0)
      await pda.scan(['SF7700000000082'])
      await page.getByRole('dialog', { name: '没有保存！' }).getByText(NEWER_STORAGE).waitFor()
      await look(stage, pda, 'a storage that a newer version has taken over')
      await page.reload()
      await page.getByRole('status').getByText(NEWER_STORAGE).waitFor()
      equal(await newer.evaluate(takeOverStorage), 1)
    } finally {
      await pda.discard()
    }
  },
}

/** Runs in a page: opens the outbox's storage as a newer version would; how many scans are in it. */
function takeOverStorage(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('baton.scan', 2)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('scans').objectStore('scans').count()
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  })
}

const scanBox: Journey = {
  title:
    'a scanner without suffix is heard in the scan box that somebody has tapped; a person who types there is waited for',
  async run(stage) {
    const { enrolment } = await prepareFloor(stage, '手持 9')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      const { page } = pda
      const box = page.getByRole('textbox', { name: '输入条码' })
      const packing = (code: string) => page.getByRole('main').getByText(code).first().waitFor()
      await box.click()
      for (const [at, code] of ['SF7700000000091', 'SF7700000000092'].entries()) {
        await page.keyboard.insertText(code)
        await pda.keeps(at + 1)
        await packing(code)
      }
      await page.keyboard.type('sf7700000000093', { delay: TYPED_EVERY_MS })
      equal(await box.inputValue(), 'sf7700000000093')
      await page.keyboard.press('Enter')
      await pda.keeps(3)
      await packing('SF7700000000093')
    } finally {
      await pda.discard()
    }
  },
}

/** Slower than a scan without suffix ends. */
const TYPED_EVERY_MS = 250

const enrolledAnew: Journey = {
  title: 'a revoked device that is enrolled anew hands in what it held as the one it was: it waits for a person',
  async run(stage) {
    const [before, after] = ['手持 10（丢失）', '手持 10']
    const { enrolment } = await prepareFloor(stage, before)
    const pda = await Pda.unpack(stage.system)
    const deviceOf = async (name: string) =>
      (await ask<readonly DeviceView[]>(stage, 'devices.list')).find((one) => one.name === name)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      pda.front.set('shut')
      await pda.scan(['SF7700000000101', 'SF7700000000102'])
      await pda.keeps(2)
      await pda.page.goto('about:blank')
      pda.front.set('open')
      const { enrolment: anew } = await prepareFloor(stage, after)
      await stage.enterAs('admin')
      await ask(stage, 'devices.revoke', { id: (await deviceOf(before))?.id })
      await pda.page.goto(anew.url)
      await pda.page.waitForURL('**/scan/')
      await (await openRefused(pda.page, 2)).getByText('设备已停用，扫描待复核').first().waitFor()
      await pda.allSent()
      const [old, now] = [await deviceOf(before), await deviceOf(after)]
      deepEqual([old?.quarantined, old?.scansToday, now?.scansToday], [2, 2, 0])
    } finally {
      await pda.discard()
    }
  },
}

const forgottenKey: Journey = {
  title:
    'a browser that has lost its key says so, and what it holds is of the device that it was when it is enrolled anew',
  async run(stage) {
    const [before, after] = ['手持 12', '手持 12（重登）']
    const { enrolment } = await prepareFloor(stage, before)
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      pda.front.set('shut')
      await pda.scan(['SF7700000000121', 'SF7700000000122'])
      await pda.keeps(2)
      await pda.page.goto('about:blank')
      await pda.page.context().clearCookies()
      pda.front.set('open')
      await pda.page.goto(`${stage.system.baseUrl}/scan/`)
      const said = pda.page.getByRole('alert').filter({ hasText: '请再登记一次' })
      await said.getByText('2 次扫描都在').waitFor()
      await look(stage, pda, 'a browser that has lost its key')
      const { enrolment: anew } = await prepareFloor(stage, after)
      await pda.page.goto(anew.url)
      await pda.page.waitForURL('**/scan/')
      await pda.allSent()
      await pda.scan(['SF7700000000123'])
      await pda.keeps(3)
      await pda.allSent()
      await stage.enterAs('admin')
      const devices = await ask<readonly DeviceView[]>(stage, 'devices.list')
      const scansOf = (name: string) => devices.find((one) => one.name === name)?.scansToday
      deepEqual([scansOf(before), scansOf(after)], [2, 1])
    } finally {
      await pda.discard()
    }
  },
}

const noStorage: Journey = {
  title: 'a browser that gives no storage is enrolled, says what is wrong with it, and shows no scan as kept',
  async run(stage) {
    const { enrolment } = await prepareFloor(stage, '手持 11')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      const { page } = pda
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError')
        }
      })
      await page.goto(enrolment.url)
      await page.waitForURL('**/scan/')
      await page.getByRole('status').getByText('本机存储打不开').waitFor()
      await pda.scan(['SF7700000000111'])
      await page.getByRole('dialog', { name: '没有保存！' }).getByText('本机存储打不开').waitFor()
      await picture(page, 'not-saved')
      deepEqual(pda.heard.codes, [])
      await look(stage, pda, 'a browser that gives no storage')
    } finally {
      await pda.discard()
    }
  },
}

export const journeys: readonly Journey[] = [
  twoPdas,
  loadingCode,
  corrections,
  changingHands,
  newerStorage,
  scanBox,
  enrolledAnew,
  forgottenKey,
  noStorage,
]
