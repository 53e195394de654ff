import type postgres from 'postgres'
import type { Typed } from './shift.ts'

/** What the server has of a device's scans, where that is not what was typed: each scan once, in the order in which it was made. */
export async function complaintsOfShift(
  owner: postgres.Sql,
  device: string,
  shift: readonly Typed[],
): Promise<readonly string[]> {
  const made = shift.flatMap((typed) => typed.made ?? [])
  const rows = await owner<{ kind: string; code: string; isEarly: boolean | null }[]>`
    SELECT s.kind, coalesce(s.body->>'code', s.body->>'waybill') AS code,
      s.received_at < lag(s.received_at) OVER (ORDER BY s.seq) AS "isEarly"
    FROM scans s JOIN devices d ON d.id = s.device_id WHERE d.name = ${device} ORDER BY s.seq`
  const wrong = Math.max(
    0,
    rows.findIndex((row, at) => row.kind !== made[at]?.kind || row.code !== made[at]?.code),
  )
  const near = (list: readonly { kind: string; code: string }[]) =>
    list.slice(wrong, wrong + 3).map(({ kind, code }) => `${kind} ${code}`)
  const isSame = near(rows).join() === near(made).join()
  const early = rows.filter((row) => row.isEarly).length
  return [
    ...(rows.length === made.length ? [] : [`${rows.length} scans on the server, ${made.length} were typed`]),
    ...(isSame ? [] : [`scans from ${wrong} on are ${near(rows)}, typed were ${near(made)}`]),
    ...(early === 0 ? [] : [`${early} scans were taken before the one that was made before them`]),
  ]
}
