import { afterEach, describe, expect, it, vi } from 'vitest'
import { sendPhoto } from './send-photo.ts'

const PHOTO = { id: 'p1', code: 'RW-1', takenAt: 0, image: new Blob(['jpeg']) }

afterEach(() => vi.unstubAllGlobals())

async function answered(answer: () => Promise<Response>) {
  vi.stubGlobal('fetch', answer)
  return sendPhoto(PHOTO)
}
const json = (status: number, body: unknown) => answered(async () => Response.json(body, { status }))

describe('a photo', () => {
  it('is kept once the server says so of this very photo', async () => {
    expect(await json(200, { id: 'p1' })).toBe('kept')
    expect(await json(200, { id: 'p2' })).toBe('failed')
  })

  it('stays on the device where a login page or nobody answers, or the server cannot now', async () => {
    expect(await answered(async () => new Response('<html>Wi-Fi</html>'))).toBe('failed')
    expect(await answered(() => Promise.reject(new TypeError('offline')))).toBe('failed')
    expect(await json(503, { code: 'DATABASE_UNAVAILABLE' })).toBe('failed')
    expect(await json(401, { code: 'NOT_A_DEVICE' })).toBe('failed')
  })

  it('that the server refuses does not hold up those behind it', async () => {
    expect(await json(409, { code: 'PHOTO_NOT_NAMED' })).toBe('unnamed')
    expect(await json(413, { code: 'BODY_TOO_LARGE' })).toBe('refused')
    expect(await json(415, { code: 'PHOTO_INVALID' })).toBe('refused')
  })
})
