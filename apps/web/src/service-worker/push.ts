/** What the server pushes. Everything may be missing: a push without notification gets the subscription revoked. */
export interface PushedNotification {
  readonly title: string
  readonly body: string
  readonly tag: string | undefined
  readonly url: string
  /** Set where it tells of one alert alone, which can be acknowledged from the notification. */
  readonly alertId: string | null
  readonly alertIds: readonly string[]
  readonly actions: readonly { readonly action: string; readonly title: string }[]
}

const NAMELESS = '接力 Baton'
const HOME = '/admin/alerts/'
const MOST_ACTIONS = 2

/** Reads a push message; one that cannot be read still says that there is something. */
export function readPush(text: string | null): PushedNotification {
  const message = parsed(text)
  const alertIds = Array.isArray(message.alertIds) ? message.alertIds.flatMap((id) => stringOf(id) ?? []) : []
  const alertId = alertIds.length === 1 ? (alertIds[0] ?? null) : null
  return {
    title: stringOf(message.title) ?? NAMELESS,
    body: stringOf(message.body) ?? '',
    tag: stringOf(message.tag) ?? (alertId === null ? undefined : `alert-${alertId}`),
    url: ownUrl(stringOf(message.url)),
    alertId,
    alertIds,
    actions: Array.isArray(message.actions) ? message.actions.flatMap(actionOf).slice(0, MOST_ACTIONS) : [],
  }
}

/** Only pages of ours are opened. */
function ownUrl(url: string | null): string {
  return url !== null && /^\/(?![/\\])/.test(url) ? url : HOME
}

function actionOf(value: unknown): { action: string; title: string }[] {
  const { action, title } = recordOf(value)
  return typeof action === 'string' && typeof title === 'string' ? [{ action, title }] : []
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(text ?? 'null'))
  } catch {
    return {}
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
