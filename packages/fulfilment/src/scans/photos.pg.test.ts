import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseBuyer } from '../orders/index.ts'
import { openTestContext } from '../testing/test-context.ts'
import { type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { forgetPhotos } from './forget-photos.ts'
import { keepPhoto, listInspections, readPhoto } from './index.ts'

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
const WEBP = Buffer.from('RIFF\x1a\x00\x00\x00WEBPVP8L', 'latin1')

describe('photos of an inspection', () => {
  let floor: FloorWorld
  beforeAll(async () => {
    floor = await openFloorWorld()
  })
  afterAll(() => floor.close())

  const inspect = async (code: string, photos: string[], device = '质检台') => {
    const by = await floor.device(device)
    await floor.scan(by, { kind: 'return_inspected', code, grade: 'damaged', note: '外箱破损', photos })
    return by
  }

  it('are kept once, whatever is sent under their id later, and told beside the inspection', async () => {
    const [id, photo, other] = [await floor.order('P1'), randomUUID(), randomUUID()]
    const device = await inspect(id, [photo, other])
    await keepPhoto(floor.ctx, device, { id: photo, image: JPEG })
    await keepPhoto(floor.ctx, device, { id: photo, image: WEBP })
    expect(await readPhoto(floor.ctx, { id: photo })).toEqual({ contentType: 'image/jpeg', image: JPEG })
    const told = { grade: 'damaged', note: '外箱破损', inspectorName: '李四', deviceName: '质检台', waybill: null }
    expect(await listInspections(floor.ctx, { id })).toMatchObject([{ ...told, photoIds: [photo], missingPhotos: 1 }])
  })

  it('come from whatever device has them, but none that no inspection names', async () => {
    const [id, photo, unnamed] = [await floor.order('P2'), randomUUID(), randomUUID()]
    await inspect(id, [photo])
    const later = await floor.device('质检台, 重新登记', floor.elsewhereId)
    await keepPhoto(floor.ctx, later, { id: photo, image: WEBP })
    expect(await readPhoto(floor.ctx, { id: photo })).toMatchObject({ contentType: 'image/webp' })
    const stray = keepPhoto(floor.ctx, later, { id: unnamed, image: JPEG })
    await expect(stray).rejects.toMatchObject({ code: 'PHOTO_NOT_NAMED' })
    await expect(readPhoto(floor.ctx, { id: unnamed })).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
  })

  it('are JPEG or WebP by their own bytes', async () => {
    const [id, photo] = [await floor.order('P3'), randomUUID()]
    const device = await inspect(id, [photo])
    for (const image of [
      Buffer.from('<svg onload="alert(1)"></svg>'),
      Buffer.alloc(0),
      Buffer.from([0xff, 0xd8, 0xff]),
    ])
      await expect(keepPhoto(floor.ctx, device, { id: photo, image })).rejects.toMatchObject({ code: 'PHOTO_INVALID' })
  })

  it('of a revoked device are kept, and nobody sees them until its scans are believed', async () => {
    const [id, photo] = [await floor.order('P4'), randomUUID()]
    const device = { ...(await floor.device('停用的')), isRevoked: true }
    await floor.scan(device, { kind: 'return_inspected', code: id, grade: 'opened', note: '', photos: [photo] })
    await keepPhoto(floor.ctx, device, { id: photo, image: JPEG })
    await expect(readPhoto(floor.ctx, { id: photo })).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    expect(await listInspections(floor.ctx, { id })).toEqual([])
  })

  it('of an order whose buyer was erased meanwhile are taken and not kept, and nobody waits for them', async () => {
    const [id, before, after] = [await floor.order('P5', { state: 'done' }), randomUUID(), randomUUID()]
    const device = await inspect(id, [before])
    floor.clock.forward(1000)
    await eraseBuyer(floor.ctx, { id, scope: 'order', reason: 'asked by post', typed: id.slice(-4) })
    await keepPhoto(floor.ctx, device, { id: before, image: JPEG })
    await expect(readPhoto(floor.ctx, { id: before })).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    expect(await listInspections(floor.ctx, { id })).toMatchObject([{ photoIds: [], missingPhotos: 0 }])
    floor.clock.forward(1000)
    await floor.scan(device, { kind: 'return_inspected', code: id, grade: 'opened', note: '', photos: [after] })
    await keepPhoto(floor.ctx, device, { id: after, image: JPEG })
    expect(await listInspections(floor.ctx, { id })).toMatchObject([{ photoIds: [after] }, { photoIds: [] }])
  })

  it('cannot be changed nor deleted by the application', async () => {
    const { sql } = floor.ctx
    await expect(sql`UPDATE inspection_photos SET image = ''`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM inspection_photos`).rejects.toMatchObject({ code: '42501' })
  })
})

describe('old photos', () => {
  it('are forgotten by age, never within 30 days, and not at all where they are kept for ever', async () => {
    const world = await openTestContext()
    const owner = postgres(world.ownerUrl, { max: 1 })
    for (const days of [29, 40, 200])
      await owner`
        INSERT INTO inspection_photos (id, scan_id, device_id, content_type, received_at, image)
        VALUES (${randomUUID()}, ${randomUUID()}, ${randomUUID()}, 'image/jpeg', now() - ${days} * interval '1 day', ${JPEG})`
    const left = async (days: number) => {
      await forgetPhotos({ ...world.ctx, now: () => new Date(), env: { ...world.ctx.env, BATON_PHOTO_DAYS: days } })
      const [row] = await owner<{ left: number }[]>`SELECT count(*)::int AS left FROM inspection_photos`
      return row?.left
    }
    expect([await left(0), await left(180), await left(30)]).toEqual([3, 2, 1])
    await world.ctx.sql`SELECT baton_forget_photos(now(), 10)`
    expect(await left(0)).toBe(1)
    await owner.end()
    await world.close()
  })
})
