import type { CredentialField } from '@baton/platforms'
import { inputInvalid } from '../runtime/failure.ts'

/** The keys are made here and shown nowhere; only whom push services may write to is asked for. */
export const PUSH_FIELDS: readonly CredentialField[] = [
  {
    key: 'subject',
    label: { zh: '联系方式（https:// 或 mailto:）', en: 'Contact (https:// or mailto:)' },
    secret: false,
    required: true,
  },
]

/** Where push services write when something is wrong; some refuse names that are not public. Source: RFC 8292, 2.1. */
export function isPushSubject(subject: string): boolean {
  const host = /^mailto:[^@\s]+@([^@\s]+)$/.exec(subject)?.[1] ?? hostOf(subject)
  return host !== null && /^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(host) && !/(^|\.)(localhost|local|invalid)$/i.test(host)
}

function hostOf(subject: string): string | null {
  const url = URL.parse(subject)
  return url?.protocol === 'https:' ? url.hostname : null
}

export function requirePushSubject(subject: string | undefined): void {
  if (!isPushSubject(subject ?? '')) throw inputInvalid({ 'fields.subject': 'not_public' })
}
