import { randomUUID } from 'node:crypto'
import type { FormerDevice } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createEnrolment,
  createGun,
  type Device,
  enrolDevice,
  enrolOwnBrowser,
  findDevice,
  readThisDevice,
  revokeDevice,
} from '../staff/index.ts'
import { type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'

let floor: FloorWorld

beforeAll(async () => {
  floor = await openFloorWorld()
})
afterAll(() => floor.close())

/** A browser that is enrolled by a code, as what it was before. */
async function enrolled(name: string, former?: FormerDevice, warehouseId = floor.warehouseId): Promise<Device> {
  const { code } = await createEnrolment(floor.ctx, { warehouseId, name })
  return known((await enrolDevice(floor.ctx, { code, ...(former && { former }) })).key)
}

async function known(key: string): Promise<Device> {
  const device = await findDevice(floor.ctx, key)
  if (!device) throw new Error('No device has this key')
  return device
}

const packing = (code: string, seq: number) => floor.scanOf({ kind: 'pack_start', code }, { seq })

/** Which device each of a browser's scans is kept as, by the device's name. */
async function makers(ids: readonly string[]): Promise<readonly string[]> {
  const rows = await floor.ctx.sql<{ id: string; name: string }[]>`
    SELECT s.id, d.name FROM scans s JOIN devices d ON d.id = s.device_id WHERE s.id = ANY(${ids})`
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return ids.map((id) => names.get(id) ?? 'none')
}

describe('what a browser made before it was enrolled anew', () => {
  it('is of the device that it was then, over several of them, and counted as far as this server has it', async () => {
    const first = await enrolled('F1', undefined, floor.elsewhereId)
    const second = await enrolled('F2', { id: first.id, lastSeq: 2 })
    const third = await enrolled('F3', { id: second.id, lastSeq: 3 })
    expect((await readThisDevice(floor.ctx, third)).lastSeq).toBe(0)
    const orders = [
      await floor.order('F-1'),
      await floor.order('F-2'),
      await floor.order('F-3'),
      await floor.order('F-4'),
    ]
    const scans = orders.map((id, at) => packing(id, at + 1))
    const ids = scans.map((scan) => scan.id)
    const answers = await floor.send(third, [...scans.slice(2), ...scans.slice(0, 2)])
    expect(answers.map((one) => one.id)).toEqual([ids[2], ids[3], ids[0], ids[1]])
    expect(await makers(ids)).toEqual(['F1', 'F1', 'F2', 'F3'])
    expect(await floor.send(third, scans)).toEqual(ids.map((id) => answers.find((one) => one.id === id)))
    expect((await readThisDevice(floor.ctx, third)).lastSeq).toBe(4)
    const fourth = await enrolled('F9', { id: second.id, lastSeq: 9 })
    expect((await readThisDevice(floor.ctx, fourth)).lastSeq).toBe(3)
  })

  it('waits for a person where that device was revoked; what it makes since takes effect', async () => {
    const lost = await enrolled('F4')
    await revokeDevice(floor.ctx, { id: lost.id })
    const ctx = { ...floor.ctx, actor: { kind: 'person', id: floor.staffId, name: '李四' } } as const
    const made = await enrolOwnBrowser(ctx, {
      warehouseId: floor.warehouseId,
      former: { id: lost.id, lastSeq: 1 },
    })
    const scans = [packing(await floor.order('F-5'), 1), packing(await floor.order('F-6'), 2)]
    const answers = await floor.send(await known(made.key), scans)
    expect(answers.map((one) => one.answer)).toEqual(['quarantined', 'packing_started'])
    expect((await makers([scans[0]?.id ?? '']))[0]).toBe('F4')
  })

  it('is its own where that device is none of this server’s browsers', async () => {
    const gun = await createGun(floor.ctx, { warehouseId: floor.warehouseId, name: '扫码枪' })
    for (const [name, id] of [
      ['F7', randomUUID()],
      ['F8', gun.id],
    ] as const) {
      const device = await enrolled(name, { id, lastSeq: 5 })
      const scan = packing(await floor.order(name), 1)
      await floor.send(device, [scan])
      expect(await makers([scan.id])).toEqual([name])
      expect((await readThisDevice(floor.ctx, device)).lastSeq).toBe(1)
    }
  })
})
