import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { dropPhoto, keepPhoto, keptPhotos } from './photo-store.ts'
import { markTold, recallPhotos } from './recall-photos.ts'
import { forgetDropped, lookAtUnrecorded, UNRECORDED_DAYS } from './unrecorded-photos.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOON = Date.parse('2026-11-30T04:00:00Z')
const NONE = { asked: [], dropped: [] }

afterEach(async () => {
  for (const { id } of await keptPhotos()) await dropPhoto(id)
})

const take = (id: string, takenAt: number) => keepPhoto({ id, code: 'RW-1', takenAt, image: new Blob(['jpeg']) })

async function seen(at: number) {
  const { asked, dropped } = await lookAtUnrecorded(at)
  return { asked: asked.map(({ id }) => id), dropped: dropped.map(({ id }) => id) }
}

const sizes = async () => (await keptPhotos()).map(({ image }) => image.size)
const recalled = async () => (await recallPhotos('RW-1')).map(({ id }) => id)

describe('a photo that no recorded inspection names', () => {
  it('is not spoken of while its inspection may be under way', async () => {
    await take('p1', NOON)
    expect(await seen(NOON + HOUR)).toEqual(NONE)
  })

  it('is asked for after hours, and is there for whoever scans the return again until its days are over', async () => {
    await take('p1', NOON)
    expect(await seen(NOON + 5 * HOUR)).toEqual({ asked: ['p1'], dropped: [] })
    expect(await seen(NOON + 5 * HOUR + UNRECORDED_DAYS * DAY - 1)).toEqual({ asked: ['p1'], dropped: [] })
    expect(await recalled()).toEqual(['p1'])
    expect(await sizes()).toEqual([4])
  })

  it('is dropped after its days, which stays said until somebody has seen it', async () => {
    await take('p1', NOON)
    await seen(NOON + 5 * HOUR)
    const over = NOON + 5 * HOUR + UNRECORDED_DAYS * DAY
    expect(await seen(over)).toEqual({ asked: [], dropped: ['p1'] })
    expect(await sizes()).toEqual([0])
    expect(await recalled()).toEqual([])
    expect(await seen(over + 30 * DAY)).toEqual({ asked: [], dropped: ['p1'] })
    await forgetDropped(['p1'])
    expect(await keptPhotos()).toEqual([])
  })

  it('is asked for first where nobody had switched the device on for months', async () => {
    await take('p1', NOON)
    expect(await seen(NOON + 90 * DAY)).toEqual({ asked: ['p1'], dropped: [] })
    expect(await seen(NOON + 91 * DAY)).toEqual({ asked: ['p1'], dropped: [] })
  })

  it.each([
    ['1970', 0],
    ['next year', NOON + 365 * DAY],
  ])('has all its days although the clock said %s when it was taken', async (_, takenAt) => {
    await take('p1', takenAt)
    expect(await seen(NOON)).toEqual({ asked: ['p1'], dropped: [] })
    expect(await seen(NOON + UNRECORDED_DAYS * DAY - 1)).toEqual({ asked: ['p1'], dropped: [] })
    expect(await seen(NOON + UNRECORDED_DAYS * DAY)).toEqual({ asked: [], dropped: ['p1'] })
  })

  it('counts anew where the clock was ahead when it was asked for', async () => {
    await take('p1', NOON)
    await seen(NOON + 365 * DAY)
    await seen(NOON + DAY)
    expect(await seen(NOON + DAY + UNRECORDED_DAYS * DAY)).toEqual({ asked: [], dropped: ['p1'] })
  })
})

it('a photo of a recorded inspection is never asked for nor dropped', async () => {
  await take('p1', NOON)
  await seen(NOON + 5 * HOUR)
  await markTold(['p1'])
  expect(await seen(NOON + 90 * DAY)).toEqual(NONE)
  expect(await sizes()).toEqual([4])
})
