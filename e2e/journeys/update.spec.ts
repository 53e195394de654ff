import { deepEqual } from 'node:assert/strict'
import { Pda } from '../device/pda.ts'
import { acceptBuild, findBuildWhileUnsent } from '../device/update.ts'
import type { Journey } from './journey.ts'
import { PIN, prepareFloor } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'

const QUEUED = 60
const NEWER = 'bbbbbbbbbbb1'

const fullQueue: Journey = {
  title: 'a newer version waits behind a full queue, is offered when all is sent, and begins with one tap',
  async run(stage) {
    const { enrolment, badge } = await prepareFloor(stage, '装车口 9')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      await pda.badgeIn({ badge: badge.code, pin: PIN })
      pda.front.set('shut')
      await pda.scan(Array.from({ length: QUEUED }, (_, at) => `SFV${String(at).padStart(10, '0')}`))
      await pda.keeps(QUEUED)
      await findBuildWhileUnsent(pda, NEWER)
      const eye = { page: pda.page, complaints: stage.complaints }
      await inspect(eye, 'a newer version that waits for the queue')
      pda.front.set('open')
      await pda.allSent()
      await picture(pda.page, 'update')
      await inspect(eye, 'a newer version that is offered')
      await acceptBuild(pda, NEWER)
      await pda.scan(['SFV9999999999'])
      await pda.keeps(QUEUED + 1)
      await pda.allSent()
      deepEqual(await pda.counts(), { onDevice: QUEUED + 1, onServer: QUEUED + 1 })
    } finally {
      await pda.discard()
    }
  },
}

const loginPage: Journey = {
  title:
    'a page to sign in that a proxy answers in place of files is never kept: the floor opens without network all the same',
  async run(stage) {
    const { enrolment } = await prepareFloor(stage, '装车口 10')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      const before = await pda.version()
      pda.front.serveBuild(NEWER)
      pda.front.set('login')
      await pda.scan(['SFL0000000001'])
      await pda.keeps(1)
      const told = await pda.page.evaluate(askForNewer, DECODER)
      deepEqual(told, { outcome: 'redundant', isKept: false })
      deepEqual(await pda.counts(), { onDevice: 1, onServer: 0 })
      await pda.switchOff()
      pda.front.set('shut')
      await pda.switchOn()
      await pda.open()
      deepEqual(await pda.version(), before)
      pda.front.set('open')
      await pda.allSent()
    } finally {
      await pda.discard()
    }
  },
}

const DECODER = '/_next/static/media/decoder.wasm'

/** Runs in the page: what becomes of the newer worker, and whether what came for a file that is loaded later was kept. */
async function askForNewer(file: string): Promise<{ outcome: string; isKept: boolean }> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  const found = new Promise<ServiceWorker | null>((resolve) => {
    registration?.addEventListener('updatefound', () => resolve(registration.installing))
  })
  void registration?.update()
  const newer = await found
  await new Promise<void>((resolve) => {
    newer?.addEventListener('statechange', () => newer.state !== 'installing' && resolve())
  })
  await (await fetch(file)).text()
  const kept = await (await caches.open('baton-later')).match(file)
  return { outcome: newer?.state ?? 'none', isKept: kept !== undefined }
}

const noWorker: Journey = {
  title:
    'a page to sign in in place of the service worker: the floor is kept once the network is itself again, and stays kept when it comes back',
  async run(stage) {
    const { enrolment } = await prepareFloor(stage, '装车口 11')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      pda.front.set('no_worker')
      await pda.page.goto(enrolment.url)
      await pda.page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
      await pda.page.waitForLoadState('networkidle')
      deepEqual(await isKept(pda), false)
      pda.front.set('open')
      await pda.allSent()
      await pda.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
      const before = await pda.version()
      pda.front.serveBuild(NEWER)
      pda.front.set('no_worker')
      await pda.open()
      pda.front.set('shut')
      await pda.open()
      await pda.scan(['SFN0000000001'])
      await pda.keeps(1)
      deepEqual(await pda.version(), before)
      pda.front.set('open')
      await pda.allSent()
      await acceptBuild(pda, NEWER)
    } finally {
      await pda.discard()
    }
  },
}

const isKept = ({ page }: Pda) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/')) !== undefined)

export const journeys: readonly Journey[] = [fullQueue, loginPage, noWorker]
