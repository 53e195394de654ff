import type { AlertView } from '@baton/contract'

/**
 * Those that were raised since the list held `before`, and that nobody has yet. One that is older than all of these has only
 * come into sight, because a newer one left the list.
 */
export function freshAlerts<Alert extends Pick<AlertView, 'id' | 'acknowledgedAt'>>(
  alerts: readonly Alert[],
  before: readonly string[],
): readonly Alert[] {
  const known = new Set(before)
  const oldest = before.reduce((least, id) => Math.min(least, Number(id)), Number.POSITIVE_INFINITY)
  const isNew = (id: string) => !known.has(id) && (before.length === 0 || Number(id) > oldest)
  return alerts.filter(({ id, acknowledgedAt }) => isNew(id) && acknowledgedAt === null)
}
