import { MAX_PHOTO_BYTES, PHOTO_PATH } from '@baton/contract'
import type { KeptPhoto } from './photo-store.ts'
import { shrinkPhoto } from './shrink-photo.ts'

/** `refused`: never to be taken; `unnamed`: the server has no inspection that names it; `failed`: nobody answered, so the next one need not be tried. */
export type PhotoSent = 'kept' | 'refused' | 'unnamed' | 'failed'

/** A photo is large and a hall's network slow. */
const PATIENCE_MS = 120_000

/** Sends one photo; `kept` only once the server has stored it. */
export async function sendPhoto({ id, image }: KeptPhoto): Promise<PhotoSent> {
  const body = image.size > MAX_PHOTO_BYTES ? await shrinkPhoto(image).catch(() => null) : image
  if (body === null) return 'refused'
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const headers = { 'content-type': 'image/jpeg' }
  const request = { method: 'PUT', headers, body, cache: 'no-store', signal } as const
  const answer = await fetch(`${PHOTO_PATH}${id}`, request).catch(() => null)
  const told: unknown = await answer?.json().catch(() => null)
  if (!answer || typeof told !== 'object' || told === null) return 'failed'
  if (answer.ok) return 'id' in told && told.id === id ? 'kept' : 'failed'
  if (answer.status === 409) return 'unnamed'
  return answer.status === 413 || answer.status === 415 ? 'refused' : 'failed'
}
