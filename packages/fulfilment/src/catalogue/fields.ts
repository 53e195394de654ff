import type { CredentialField } from '@baton/platforms'
import { Failure } from '../runtime/failure.ts'
import type { Secrets } from '../runtime/secrets.ts'

/** Credential fields as stored: one sealed JSON object, bound to its row. */
export function sealFields(secrets: Secrets, place: string, fields: Readonly<Record<string, string>>): Buffer {
  return secrets.seal(JSON.stringify(fields), place)
}

export function openFields(secrets: Secrets, place: string, sealed: Uint8Array): Record<string, string> {
  return JSON.parse(secrets.open(sealed, place).toString()) as Record<string, string>
}

/** Refuses unknown fields and names every required one that is missing; an empty value counts as missing. */
export function requireFields(
  specs: readonly CredentialField[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = new Set(specs.map((spec) => spec.key))
  const wrong: Record<string, string> = {}
  for (const key of Object.keys(given)) if (!known.has(key)) wrong[key] = 'unknown'
  for (const spec of specs) if (spec.required && !given[spec.key]?.trim()) wrong[spec.key] = 'required'
  if (Object.keys(wrong).length > 0) throw new Failure('INPUT_INVALID', { fields: wrong })
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
}
