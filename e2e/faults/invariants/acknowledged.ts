import type postgres from 'postgres'
import type { Pusher } from '../harness/pusher.ts'

/** I1: what was acknowledged is kept, byte for byte, and nothing is kept that nobody sent. */
export async function checkAcknowledged(owner: postgres.Sql, pusher: Pusher): Promise<string[]> {
  const kept = await owner<{ platform: string; key: string; hash: string | null }[]>`
    SELECT a.platform, e.key, encode(sha256(r.body), 'hex') AS hash
    FROM channel_events e JOIN channel_apps a ON a.id = e.app_id
    LEFT JOIN raw_events r ON r.id = e.id AND r.received_at = e.received_at`
  const byId = new Map(kept.map((row) => [`${row.platform} ${row.key}`, row]))
  const complaints: string[] = []
  const lost = pusher.acked.filter((one) => !byId.has(`${one.platform} ${one.key}`))
  if (lost.length > 0) complaints.push(`I1: ${lost.length} acknowledged events are not kept, e.g. ${lost[0]?.key}`)
  const changed = pusher.acked.filter((one) => {
    const row = byId.get(`${one.platform} ${one.key}`)
    return row && one.hash !== null && row.hash !== one.hash
  })
  if (changed.length > 0)
    complaints.push(`I1: ${changed.length} events are kept with other bytes, e.g. ${changed[0]?.key}`)
  const strange = kept.filter((row) => !pusher.sent.has(`${row.platform} ${row.key}`))
  if (strange.length > 0) complaints.push(`I1: ${strange.length} kept events were never sent, e.g. ${strange[0]?.key}`)
  return complaints
}
