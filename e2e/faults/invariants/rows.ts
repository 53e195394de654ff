import { ORDER_STATE_RANK } from '@baton/contract'
import type postgres from 'postgres'

/** A rule as SQL that finds what breaks it. */
export interface RowInvariant {
  readonly id: string
  readonly title: string
  /** It goes by when the server received something. */
  readonly needsSteadyClock?: boolean
  breaches(owner: postgres.Sql): Promise<readonly object[]>
}

/** Rules that Postgres can check by itself; at most five examples of each breach. */
export const ROW_INVARIANTS: readonly RowInvariant[] = [
  {
    id: 'I1',
    title: 'a kept event has its bytes exactly once, and no bytes are without their event',
    breaches: (owner) => owner`
      SELECT coalesce(e.id, r.id) AS event_id, count(*)::int AS bodies, count(r.id)::int AS raw
      FROM channel_events e FULL JOIN raw_events r ON r.id = e.id AND r.received_at = e.received_at
      GROUP BY 1 HAVING count(*) <> 1 OR count(r.id) <> 1 OR count(e.id) <> 1 LIMIT 5`,
  },
  {
    id: 'I2',
    title: 'an effect happens once per order',
    breaches: (owner) => owner`
      SELECT order_id, effect, count(*)::int FROM order_event_history, unnest(effects) AS effect
      GROUP BY order_id, effect HAVING count(*) > 1 LIMIT 5`,
  },
  {
    id: 'I2',
    title: 'an event moves an order once, and once more where it tells of an after-sale beside the order',
    breaches: (owner) => owner`
      SELECT order_id, event_id, claimed ? 'afterSale' AS of_after_sale, count(*)::int FROM attempt_history
      WHERE verdict = 'applied' AND event_id IS NOT NULL
      GROUP BY order_id, event_id, claimed ? 'afterSale' HAVING count(*) > 1 LIMIT 5`,
  },
  {
    id: 'I2',
    title: "an order's numbers run from 1 to its own without a gap",
    breaches: (owner) => owner`
      SELECT o.id, o.seq, count(e.seq)::int AS events, min(e.seq), max(e.seq)
      FROM orders o FULL JOIN order_event_history e ON e.order_id = o.id
      GROUP BY o.id, o.seq HAVING o.id IS NULL OR count(e.seq) <> o.seq OR min(e.seq) <> 1 OR max(e.seq) <> o.seq LIMIT 5`,
  },
  {
    id: 'I2',
    title: 'an applied attempt is an event of its order, and each event one applied attempt',
    breaches: (owner) => owner`
      SELECT coalesce(e.order_id, a.order_id) AS order_id, coalesce(e.seq, a.seq) AS seq, count(a.id)::int AS attempts
      FROM order_event_history e FULL JOIN (SELECT * FROM attempt_history WHERE verdict = 'applied') a USING (order_id, seq)
      GROUP BY 1, 2 HAVING count(a.id) <> 1 OR count(e.order_id) <> 1 LIMIT 5`,
  },
  {
    id: 'I2',
    title: 'no receiver lies there without the move that told it',
    breaches: (owner) => owner`
      SELECT r.order_id, r.version, o.receiver_version FROM receivers r LEFT JOIN orders o ON o.id = r.order_id
      WHERE o.id IS NULL OR r.version > o.receiver_version LIMIT 5`,
  },
  {
    id: 'I3',
    title: 'the order axis never steps back once goods have left, but for a scan that is undone in time',
    breaches: (owner) => owner`
      WITH rank AS (SELECT key AS state, value::int AS rank FROM jsonb_each_text(${owner.json(ORDER_STATE_RANK)}))
      SELECT e.order_id, e.seq, e.before->>'state' AS before, e.after->>'state' AS after
      FROM order_event_history e
      JOIN rank b ON b.state = e.before->>'state' JOIN rank a ON a.state = e.after->>'state'
      WHERE b.rank >= ${ORDER_STATE_RANK.part_shipped} AND a.rank < b.rank AND e.cause <> 'scan.undo' LIMIT 5`,
  },
  {
    id: 'I3',
    title: 'each event begins where the one before ended, and the last one is the order',
    breaches: (owner) => owner`
      SELECT e.order_id, e.seq FROM order_event_history e
      LEFT JOIN order_event_history p ON p.order_id = e.order_id AND p.seq = e.seq - 1
      LEFT JOIN orders o ON o.id = e.order_id AND o.seq = e.seq
      WHERE e.before IS DISTINCT FROM p.after OR (o.id IS NOT NULL AND o.state <> e.after->>'state') LIMIT 5`,
  },
  {
    id: 'I3',
    title: 'a refusal tells who, why and what was there',
    breaches: (owner) => owner`
      SELECT recorded_at, id, verdict FROM attempt_history WHERE verdict IN ('locked', 'forbidden', 'review')
      AND (actor_kind = '' OR actor_name = '' OR reason IS NULL OR address IS NULL OR claimed IS NULL
           OR (before IS NULL AND order_id IS NOT NULL)) LIMIT 5`,
  },
  {
    id: 'I4',
    title: 'an open order has its ship-by deadline armed, any other order has none',
    breaches: (owner) => owner`
      SELECT o.id, o.state, o.ship_by, d.state AS armed, d.due_at FROM orders o
      LEFT JOIN deadlines d ON d.subject = o.id AND d.kind = 'ship_by' AND d.state IN ('armed', 'fired')
      WHERE (CASE WHEN o.state IN ('to_ship', 'packing', 'part_shipped') THEN o.ship_by END) IS DISTINCT FROM
        (CASE WHEN d.state = 'fired' AND o.state NOT IN ('to_ship', 'packing', 'part_shipped') THEN NULL ELSE d.due_at END)
      LIMIT 5`,
  },
  {
    id: 'I6',
    title: "a device's scans are kept in its own order, without a gap",
    breaches: (owner) => owner`
      SELECT device_id, seq FROM (
        SELECT device_id, seq, row_number() OVER (PARTITION BY device_id ORDER BY seq) AS place FROM scans) AS placed
      WHERE seq <> place LIMIT 5`,
  },
  {
    id: 'I6',
    title: 'a scan happened when its device says, not before the one before it, and not after it arrived',
    breaches: (owner) => owner`
      SELECT device_id, seq, device_at, offset_ms, before, occurred_at, received_at FROM (
        SELECT *, lag(occurred_at) OVER (PARTITION BY device_id ORDER BY seq) AS before FROM scans) AS placed
      WHERE occurred_at <> least(received_at, greatest(before, device_at + coalesce(offset_ms, 0) * interval '1 millisecond')) LIMIT 5`,
  },
  {
    id: 'I6',
    title: "a device's scans arrive in its own order",
    needsSteadyClock: true,
    breaches: (owner) => owner`
      SELECT device_id, seq, received_at FROM (
        SELECT device_id, seq, received_at, lag(received_at) OVER (PARTITION BY device_id ORDER BY seq) AS before
        FROM scans) AS placed
      WHERE received_at < before LIMIT 5`,
  },
  {
    id: 'I6',
    title: 'a scan moves an order once, and what it was answered is what it did',
    breaches: (owner) => owner`
      SELECT s.id, s.answer, s.order_id, s.event_seq FROM scans s
      LEFT JOIN order_event_history e ON e.order_id = s.order_id AND e.seq = s.event_seq AND e.actor_kind = 'device'
      WHERE (s.event_seq IS NOT NULL AND e.seq IS NULL)
         OR (coalesce(s.later_answer, s.answer) IN ('packing_started', 'loaded', 'part_loaded') AND s.event_seq IS NULL)
      UNION ALL
      SELECT min(s.id::text)::uuid, min(s.answer), s.order_id, s.event_seq FROM scans s WHERE s.event_seq IS NOT NULL
      GROUP BY s.order_id, s.event_seq HAVING count(*) > 1 LIMIT 5`,
  },
  {
    id: 'I6',
    title: 'what a device has stored is counted on it, and a loaded parcel has its scan',
    breaches: (owner) => owner`
      SELECT d.id::text, d.stored::int AS counted, count(s.id)::int AS stored FROM devices d LEFT JOIN scans s ON s.device_id = d.id
      GROUP BY d.id HAVING d.stored <> count(s.id)
      UNION ALL
      SELECT l.shipment_id::text, 0, 0 FROM parcel_loads l LEFT JOIN scans s ON s.id = l.scan_id WHERE s.id IS NULL LIMIT 5`,
  },
  {
    id: 'I8',
    title: 'every order event but the archive has one position, and positions follow its order',
    breaches: (owner) => owner`
      SELECT order_id, seq, positions, position, before FROM (
        SELECT e.order_id, e.seq, count(f.position)::int AS positions, min(f.position) AS position,
               lag(min(f.position)) OVER (PARTITION BY e.order_id ORDER BY e.seq) AS before
        FROM order_event_history e LEFT JOIN order_feed f USING (order_id, seq) WHERE e.cause <> 'archive' GROUP BY e.order_id, e.seq) AS placed
      WHERE positions <> 1 OR before >= position LIMIT 5`,
  },
  {
    id: 'I8',
    title: 'no position is without its event, and none waits to be given',
    breaches: (owner) => owner`
      SELECT order_id, seq FROM order_feed LEFT JOIN order_event_history e USING (order_id, seq) WHERE e.cause IS NULL
      UNION ALL SELECT order_id, seq FROM order_feed_queue LIMIT 5`,
  },
  {
    id: 'I8',
    title: 'the repeats counted on an event are the repeats recorded',
    breaches: (owner) => owner`
      SELECT e.id, e.repeats, count(a.id)::int AS recorded FROM channel_events e
      LEFT JOIN attempt_history a ON a.event_id = e.id AND a.reason = 'same_message'
      GROUP BY e.id, e.repeats HAVING e.repeats <> count(a.id) LIMIT 5`,
  },
  {
    id: 'I8',
    title: 'each hour of the deviation heat map is the sum of its orders',
    breaches: (owner) => owner`
      WITH counted AS (
        SELECT app_id, hour, count(*) FILTER (WHERE standing <> 'settling')::int AS checked,
               count(*) FILTER (WHERE standing = 'differs')::int AS differing
        FROM deviation_links GROUP BY app_id, hour)
      SELECT app_id, hour, c.checked AS counted, d.checked AS kept, c.differing, d.differing AS kept_differing
      FROM counted c FULL JOIN deviation_hours d USING (app_id, hour)
      WHERE coalesce(c.checked, 0) <> coalesce(d.checked, 0) OR coalesce(c.differing, 0) <> coalesce(d.differing, 0) LIMIT 5`,
  },
  {
    id: 'I8',
    title: 'an event says it was applied exactly if it moved an order',
    breaches: (owner) => owner`
      SELECT e.id, e.state, e.verdict, count(o.seq)::int AS moves FROM channel_events e
      LEFT JOIN order_event_history o ON o.event_id = e.id
      GROUP BY e.id, e.state, e.verdict
      HAVING (e.verdict IS NOT DISTINCT FROM 'applied') <> (count(o.seq) > 0) LIMIT 5`,
  },
]
