// A scan gun that is no browser: keeps its scans in a file until the server has answered each, then forgets it.
// BATON_URL=http://localhost:3000 BATON_DEVICE=… BATON_DEVICE_KEY=whsec_… node scan-gun.mjs pack SF1234567890123
import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const { BATON_URL, BATON_DEVICE, BATON_DEVICE_KEY, BATON_QUEUE = 'scans.json' } = process.env
const [deed, code, trip] = process.argv.slice(2)
const kept = existsSync(BATON_QUEUE) ? JSON.parse(readFileSync(BATON_QUEUE, 'utf8')) : { seq: 0, scans: [] }

if (deed) {
  const what = deed === 'load' ? { kind: 'load', waybill: code, trip } : { kind: 'pack_start', code }
  const when = { seq: ++kept.seq, at: new Date(), offsetMs: null, operatorId: null }
  keep([...kept.scans, { id: randomUUID(), ...when, ...what }])
}

while (kept.scans.length > 0) {
  const body = JSON.stringify({ scans: kept.scans.slice(0, 200) })
  const [id, timestamp] = [randomUUID(), `${Math.floor(Date.now() / 1000)}`]
  const key = Buffer.from(BATON_DEVICE_KEY.replace('whsec_', ''), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const signed = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` }
  const headers = { 'baton-device': BATON_DEVICE, 'content-type': 'application/json', ...signed }
  const answer = await fetch(`${BATON_URL}/devices/v1/scans`, { method: 'POST', headers, body })
  const { outcomes = [], fields = {}, ...failure } = await answer.json()
  // What is no scan is named as `scans.3.code`. It is set apart, so that it does not hold up those behind it.
  const places = Object.keys(fields).map((field) => /^scans\.(\d+)/.exec(field)?.[1])
  const unread = kept.scans.filter((_, place) => places.includes(`${place}`))
  if (!answer.ok && unread.length === 0) throw new Error(`${failure.code}: ${failure.title}; all is in ${BATON_QUEUE}`)
  for (const one of outcomes) console.log(one.orderId ? `${one.answer} ${one.orderId}` : one.answer)
  for (const scan of unread) console.log(`unreadable ${JSON.stringify(scan)}`)
  if (unread.length > 0) kept.unreadable = [...(kept.unreadable ?? []), ...unread]
  const settled = [...outcomes, ...unread].map((one) => one.id)
  keep(kept.scans.filter((scan) => !settled.includes(scan.id)))
}

/** Onto the disk beside the file and then into its place: a power cut leaves the old one or the new one. */
function keep(scans) {
  writeFileSync(`${BATON_QUEUE}.new`, JSON.stringify(Object.assign(kept, { scans })), { flush: true })
  renameSync(`${BATON_QUEUE}.new`, BATON_QUEUE)
}
