import type { BadgeView, EnrolmentView, OrderPage, StaffView, StationView } from '@baton/contract'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

export const PIN = '2468'

/** Whose parcels go to the warehouse that the floor is prepared in. */
export const RECEIVER = {
  name: '王小明',
  phone: '13800000000',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  address: '文三路 1 号',
  handle: null,
}

export interface FloorWorld {
  readonly enrolment: EnrolmentView
  readonly badge: BadgeView
  readonly station: StationView
}

/** Calls one procedure as who is signed in in the browser. */
export async function ask<T>(stage: Stage, path: string, input?: object): Promise<T> {
  const { baseUrl } = stage.system
  const url = `${baseUrl}/api/trpc/${path}`
  const headers = { origin: baseUrl }
  const answer = input
    ? await stage.page.request.post(url, { headers, data: input })
    : await stage.page.request.get(url)
  const body = (await answer.json()) as { result?: { data: T } }
  if (!body.result) throw new Error(`${path}: ${answer.status()} ${JSON.stringify(body)}`)
  return body.result.data
}

/** What operations prepare: a code to enrol, a badge, a station. Leaves the browser signed out. */
export async function prepareFloor(stage: Stage, name: string): Promise<FloorWorld> {
  await stage.enterAs('admin')
  const places = await ask<readonly { id: string; name: string }[]>(stage, 'floor.warehouses')
  const warehouseId = places.find((one) => one.name === '华东仓')?.id
  const staff = await ask<readonly StaffView[]>(stage, 'staff.list')
  const staffId = staff.find((one) => one.username === 'warehouse')?.id
  const enrolment = await ask<EnrolmentView>(stage, 'devices.createEnrolment', { warehouseId, name })
  const badge = await ask<BadgeView>(stage, 'badges.issue', { staffId, pin: PIN, days: 30 })
  const station = await ask<StationView>(stage, 'stations.save', { warehouseId, name: `${name}工位` })
  await stage.context.clearCookies()
  return { enrolment, badge, station }
}

/** The order as the hub has it, once it has it. */
export async function orderOf(stage: Stage, number: string): Promise<OrderPage['rows'][number]> {
  const input = encodeURIComponent(JSON.stringify({ filter: { q: number } }))
  let found: OrderPage['rows'][number] | undefined
  await until(async () => {
    found = (await ask<OrderPage>(stage, `orders.list?input=${input}`)).rows[0]
    return found !== undefined
  }, `the order ${number}`)
  if (!found) throw new Error(`No order ${number}`)
  return found
}
