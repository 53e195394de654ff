import 'fake-indexeddb/auto'
import type { ScansApplied, ScansApplyInput } from '@baton/contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { NewScan } from '../outbox/record.ts'
import { deviceNamed } from '../outbox/testing.ts'

/** What the server says of a photo's bytes, by its id. */
let refusals: Record<string, { status: number; code: string }> = {}
/** The photos that the server has heard of by an inspection. */
let named = new Set<string>()
let sent: string[] = []

vi.stubGlobal('addEventListener', () => {})
vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
  if (url.startsWith('/api/photos/')) return answerPhoto(url.slice('/api/photos/'.length))
  return Response.json({ result: { data: body ? answerScans(String(body)) : deviceNamed('d1') } })
})

function answerPhoto(id: string): Response {
  sent.push(id)
  const refusal = named.has(id) ? refusals[id] : { status: 409, code: 'PHOTO_NOT_NAMED' }
  return refusal ? Response.json({ code: refusal.code }, { status: refusal.status }) : Response.json({ id })
}

function answerScans(body: string): ScansApplied {
  const { scans } = JSON.parse(body) as ScansApplyInput
  for (const scan of scans) if (scan.kind === 'return_inspected') for (const id of scan.photos) named.add(id)
  const outcomes = scans.map(({ id }) => ({ id, answer: 'return_inspected', orderId: null, about: null }) as const)
  return { outcomes, stored: scans.length }
}

const { outbox } = await import('../outbox/outbox.ts')
const { dropPhoto, keepPhoto, keptPhotos } = await import('./photo-store.ts')
const { markTold } = await import('./recall-photos.ts')
const { uploadPhotos } = await import('./upload-photos.ts')
const { dropRefused } = await import('./refused-photos.ts')
const { photosHere } = await import('./photos-here.ts')

afterEach(async () => {
  refusals = {}
  named = new Set()
  sent = []
  for (const { id } of await keptPhotos()) await dropPhoto(id)
  await (await outbox.open()).clear('scans')
})

/** A photo of a recorded inspection. */
async function taken(id: string, code: string): Promise<void> {
  await keepPhoto({ id, code, takenAt: Date.now(), image: new Blob(['jpeg']) })
  await markTold([id])
}

const idsOnDevice = async () => (await keptPhotos()).map(({ id }) => id)

describe('a photo that the server refuses for good', () => {
  it.each([
    ['is no photo', { status: 415, code: 'PHOTO_INVALID' }],
    ['is too large', { status: 413, code: 'BODY_TOO_LARGE' }],
  ])('because it %s waits no longer: a person is told whose it was, and then it is gone', async (_, refusal) => {
    refusals = { bad: refusal }
    named = new Set(['bad', 'good'])
    await taken('bad', 'RW-1')
    await taken('good', 'RW-2')
    await uploadPhotos()
    expect(photosHere()).toEqual({ waiting: 0, refused: [{ id: 'bad', code: 'RW-1' }] })
    await uploadPhotos()
    expect(sent).toEqual(['bad', 'good'])
    await dropRefused(['bad'])
    expect(photosHere()).toEqual({ waiting: 0, refused: [] })
    expect(await idsOnDevice()).toEqual([])
  })

  it('because no inspection will ever name it', async () => {
    await taken('lost', 'RW-1')
    await uploadPhotos()
    expect(photosHere()).toEqual({ waiting: 0, refused: [{ id: 'lost', code: 'RW-1' }] })
  })
})

describe('a photo whose inspection the server does not have', () => {
  const INSPECTION: NewScan = { kind: 'return_inspected', code: 'RW-1', grade: 'damaged', note: '', photos: ['p1'] }

  it('follows it, where it is still to be sent', async () => {
    await outbox.append(INSPECTION)
    await taken('p1', 'RW-1')
    await uploadPhotos()
    expect(photosHere()).toEqual({ waiting: 0, refused: [] })
    expect(await idsOnDevice()).toEqual([])
  })

  it('follows it once more, where a restored backup has forgotten both', async () => {
    await outbox.append(INSPECTION)
    await outbox.settled()
    named = new Set()
    await taken('p1', 'RW-1')
    await uploadPhotos()
    expect(photosHere()).toEqual({ waiting: 0, refused: [] })
    expect(await idsOnDevice()).toEqual([])
  })
})
