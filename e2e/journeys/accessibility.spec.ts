import type { Journey } from './journey.ts'
import { inspect, VIEWS_OF } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'

const DESK = { width: 1440, height: 900 }
const LOCALES = ['zh', 'en'] as const

/** By the link in the sidebar, as a person goes from room to room; what has none is opened by its address. */
async function goTo(stage: Stage, path: string): Promise<void> {
  const { page } = stage
  await page.setViewportSize(DESK)
  const link = page.locator(`aside a[href="${path}"]`)
  if ((await link.count()) === 0) return stage.open(path)
  await link.click()
  await link.and(page.locator('[aria-current=page]')).waitFor()
}

async function inspectAll(stage: Stage, paths: readonly string[]): Promise<void> {
  let inspected = 0
  for (const locale of LOCALES) {
    await stage.open('/sign-in')
    await stage.page.evaluate((chosen) => localStorage.setItem('baton.locale', chosen), locale)
    for (const [at, path] of paths.entries()) {
      await (at === 0 ? stage.open(path) : goTo(stage, path))
      inspected += await inspect(stage, `${locale} ${path}`, VIEWS_OF[locale])
    }
  }
  await stage.page.evaluate(() => localStorage.clear())
  stage.notes.push(`${inspected} views of ${paths.length} pages, 0 violations`)
}

/** The detail pages of an order with a story, and of an event that could not be read. */
async function detailPaths(stage: Stage): Promise<string[]> {
  const { page } = stage
  const { number } = await stage.sandbox.order('douyin', 'signed')
  await stage.ownShop.pushOrder(`AXE-UNMAPPED-${'0'.repeat(48)}`, { nativeStatus: '轴外状态' })
  await stage.open(`/admin/orders/?q=${number}`)
  await page.getByRole('row').filter({ hasText: number }).getByRole('link').click()
  await page.getByRole('region', { name: '时间线' }).getByRole('listitem').first().waitFor()
  const order = new URL(page.url())
  await stage.open('/admin/events/?state=unmapped')
  await page.getByRole('row').filter({ hasText: 'AXE-UNMAPPED' }).getByRole('link').click()
  await page.waitForURL('**/admin/events/detail/?id=*')
  return [order, new URL(page.url())].map((url) => url.pathname + url.search)
}

function roomsOf(title: string, rooms: readonly string[]): Journey {
  return {
    title,
    async run(stage) {
      await stage.enterAs('admin')
      await inspectAll(
        stage,
        rooms.map((room) => (room === 'board' ? '/board/' : `/admin/${room}/`)),
      )
    },
  }
}

const workRooms = roomsOf(
  'axe finds nothing where orders are worked on, in both languages and themes, on a phone and a desk',
  [
    ...[
      'board',
      'orders',
      'alerts',
      'interceptions',
      'hand-overs',
      'deviation',
      'reviews',
      'deliveries',
      'finance/reconcile',
    ],
  ],
)

const systemRooms = roomsOf('nor where the systems and the house are set up', [
  ...[
    'channels',
    'events',
    'mapping',
    'carriers',
    'erp',
    'setup',
    'merchant',
    'messages',
    'devices',
    'printers',
    'staff',
  ],
  'account',
])

const catalogueAndDetails: Journey = {
  title: 'nor in the catalogue and on the pages of one order and one event',
  async run(stage) {
    await stage.enterAs('admin')
    const details = await detailPaths(stage)
    const catalogue = ['shops', 'warehouses', 'products', 'rules'].map((room) => `/admin/catalogue/${room}/`)
    await inspectAll(stage, [...catalogue, ...details])
  },
}

const outside: Journey = {
  title: 'nor on the page to sign in',
  async run(stage) {
    await inspectAll(stage, ['/sign-in/'])
  },
}

export const journeys = [workRooms, systemRooms, catalogueAndDetails, outside]
