import { type JsonToWrite, stringifyJson, wireNumber } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'
import { pmcDigest } from './sign.ts'

/** One message of the PMC server; `content` goes out as JSON text inside the frame. */
export interface PmcEvent {
  /** Decimal digits of a 64-bit number. */
  readonly id: string
  readonly type: string
  readonly mallId: string
  readonly content: Readonly<Record<string, JsonToWrite>>
}

export type PmcOpening =
  | { readonly ok: true; readonly clientId: string }
  | { readonly ok: false; readonly why: 'path' | 'client' | 'digest' | 'time' }

const WINDOW_MS = 10 * 60 * 1000

/** Server side of the address: checks client, digest and the signed time (ten minutes either side, as the gateway allows). */
export function openPmcPath(path: string, secretOf: (clientId: string) => string | null, now: Date): PmcOpening {
  const parts = /^\/message\/([^/]+)\/(\d{1,15})\/([^/?]+)/.exec(path)
  if (parts === null) return { ok: false, why: 'path' }
  const [, clientId = '', ms = '', digest = ''] = parts
  const secret = secretOf(clientId)
  if (secret === null) return { ok: false, why: 'client' }
  if (!signatureEqual(pmcDigest(clientId, ms, secret), decoded(digest))) return { ok: false, why: 'digest' }
  return Math.abs(now.getTime() - Number(ms)) > WINDOW_MS ? { ok: false, why: 'time' } : { ok: true, clientId }
}

export function pmcMessageFrame(event: PmcEvent, now: Date): string {
  const time = wireNumber(String(now.getTime()))
  return stringifyJson({
    id: wireNumber(event.id),
    commandType: 'Common',
    time,
    sendTime: time,
    message: { type: event.type, mallID: wireNumber(event.mallId), content: stringifyJson(event.content) },
  })
}

function decoded(digest: string): string {
  try {
    return decodeURIComponent(digest)
  } catch {
    return digest
  }
}
