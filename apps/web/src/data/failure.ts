import { ERRORS, ErrorCode, type Label } from '@baton/contract'

/** What the person is told: the catalogue's word, or that the server cannot be reached. */
export interface ClientFailure {
  readonly code: ErrorCode | 'UNREACHABLE'
  readonly fields: Readonly<Record<string, string>>
}

const UNREACHABLE_LABEL: Label = {
  zh: '连接不上服务器，请检查网络',
  en: 'The server cannot be reached; check the network',
}

/** Reads any error a call can end with; an answer without a known code never came from our server. */
export function clientFailure(error: unknown): ClientFailure {
  const data = dataOf(error)
  const code = ErrorCode.safeParse(data?.code)
  if (!code.success) return { code: 'UNREACHABLE', fields: {} }
  return { code: code.data, fields: (data?.fields as ClientFailure['fields'] | undefined) ?? {} }
}

export function failureLabel(code: ClientFailure['code']): Label {
  return code === 'UNREACHABLE' ? UNREACHABLE_LABEL : ERRORS[code].label
}

/** Whether asking again, unchanged, may help. */
export function mayRetry(error: unknown): boolean {
  const { code } = clientFailure(error)
  return code === 'UNREACHABLE' || ERRORS[code].retry === 'later'
}

function dataOf(error: unknown): { code?: unknown; fields?: unknown } | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null
  return typeof error.data === 'object' ? error.data : null
}
