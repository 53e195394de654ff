// A scan gun that is no browser: keeps its scans in a file until the server has answered each, then forgets it.
// BATON_URL=http://localhost:3000 BATON_DEVICE=… BATON_DEVICE_KEY=whsec_… node scan-gun.mjs pack SF1234567890123
import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const { BATON_URL, BATON_DEVICE, BATON_DEVICE_KEY, BATON_QUEUE = 'scans.json' } = process.env
const [, , deed, code, trip] = process.argv
const kept = existsSync(BATON_QUEUE) ? JSON.parse(readFileSync(BATON_QUEUE, 'utf8')) : { seq: 0, scans: [] }

if (deed) {
  kept.seq += 1
  const what = deed === 'load' ? { kind: 'load', waybill: code, trip } : { kind: 'pack_start', code }
  const when = { at: new Date().toISOString(), offsetMs: null, operatorId: null }
  kept.scans.push({ id: randomUUID(), seq: kept.seq, ...when, ...what })
  keep()
}

while (kept.scans.length > 0) {
  const body = JSON.stringify({ scans: kept.scans.slice(0, 200) })
  const id = randomUUID()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(BATON_DEVICE_KEY.replace('whsec_', ''), 'base64')
  const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  const headers = { 'baton-device': BATON_DEVICE, 'webhook-id': id, 'webhook-timestamp': timestamp }
  const answer = await fetch(`${BATON_URL}/devices/v1/scans`, {
    method: 'POST',
    headers: { ...headers, 'webhook-signature': signature, 'content-type': 'application/json' },
    body,
  })
  const told = await answer.json()
  const unread = unreadOf(told)
  if (!answer.ok && unread.size === 0)
    throw new Error(`${told.code}: ${told.title}; ${kept.scans.length} scans stay in ${BATON_QUEUE}`)
  for (const one of unread) console.log(`unreadable ${JSON.stringify(one)}`)
  for (const one of told.outcomes ?? []) console.log(`${one.answer}${one.orderId ? ` ${one.orderId}` : ''}`)
  const settled = new Set(told.outcomes?.map((one) => one.id))
  kept.scans = kept.scans.filter((scan) => !settled.has(scan.id) && !unread.has(scan))
  if (unread.size > 0) kept.unreadable = [...(kept.unreadable ?? []), ...unread]
  keep()
}

/** A scan that the server names as no scan must not hold up those behind it: it stays in the file, apart. */
function unreadOf({ code, fields }) {
  const places = code === 'INPUT_INVALID' ? Object.keys(fields).map((field) => field.split('.')) : []
  return new Set(places.filter(([list]) => list === 'scans').flatMap(([, index]) => kept.scans[index] ?? []))
}

/** Written beside and moved into place, so that a power cut leaves the old file or the new one. */
function keep() {
  writeFileSync(`${BATON_QUEUE}.new`, JSON.stringify(kept))
  renameSync(`${BATON_QUEUE}.new`, BATON_QUEUE)
}
