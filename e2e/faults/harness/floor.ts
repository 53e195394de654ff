import type { BadgeView, EnrolmentView, StaffView } from '@baton/contract'
import { Pda } from '../../device/pda.ts'
import { callApi, signIn } from '../../session.ts'
import type { Ground } from './ground.ts'

const PIN = '2468'

/** Runs with a PDA that was enrolled yesterday (browsers write cookies late) and that its person holds; throws it away afterwards. */
export async function withPda(ground: Ground, work: (pda: Pda) => Promise<void>): Promise<void> {
  const pda = await Pda.unpack(ground.system)
  try {
    await pda.switchOn()
    await enrol(ground, pda)
    await pda.switchOff()
    await pda.switchOn()
    await pda.open()
    await work(pda)
  } finally {
    await pda.discard()
  }
}

async function enrol({ system }: Ground, pda: Pda): Promise<void> {
  const cookie = await signIn(system, 'admin')
  const ask = <T>(path: string, input?: object) => callApi<T>(system, cookie, input ? { path, input } : { path })
  const places = await ask<readonly { id: string; name: string }[]>('floor.warehouses')
  const warehouseId = places.find((one) => one.name === '华东仓')?.id
  const staffId = (await ask<readonly StaffView[]>('staff.list')).find((one) => one.role === 'warehouse')?.id
  const enrolment = await ask<EnrolmentView>('devices.createEnrolment', { warehouseId, name: 'PDA 1' })
  const badge = await ask<BadgeView>('badges.issue', { staffId, pin: PIN, days: 30 })
  await pda.enrol(enrolment.code)
  await pda.badgeIn({ badge: badge.code, pin: PIN })
}

export interface ScanRow {
  readonly seq: number
  readonly code: string
  readonly answer: string
}

/** What the server has of one code's scans that start to pack, in the device's order. */
export function scansOf({ owner }: Pick<Ground, 'owner'>): Promise<readonly ScanRow[]> {
  return owner<ScanRow[]>`SELECT seq::int AS seq, body->>'code' AS code, answer FROM scans ORDER BY device_id, seq`
}

/** Every code that the person was told is kept has its scan exactly once, in their order, and none is there twice. */
export function checkEachOnce(ground: Ground, pda: Pda, rows: readonly ScanRow[]): void {
  const { codes, onDevice } = pda.heard
  const places = new Map(rows.map((row, at) => [row.code, at]))
  const lost = codes.filter((code) => !places.has(code))
  ground.check(lost.length === 0, `${lost.length} confirmed scans are not on the server, e.g. ${lost[0]}`)
  ground.check(places.size === rows.length, `${rows.length - places.size} scans are there twice`)
  ground.check(rows.length >= onDevice, `${rows.length} scans on the server, but ${onDevice} were shown on the device`)
  const kept = codes.map((code) => places.get(code) ?? 0)
  const turned = kept.findIndex((place, at) => at > 0 && place < (kept[at - 1] ?? 0))
  ground.check(turned === -1, `another order than it was shown in: ${codes[turned - 1]}, ${codes[turned]}`)
}
