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

/**
 * What was given, without empty values. Refuses fields the platform does not ask for and values that are not of their
 * pattern, and names every required one that is neither given nor already stored, as the input has it: `fields.secret`.
 */
export function requireFields(
  specs: readonly CredentialField[],
  given: Readonly<Record<string, string>>,
  stored: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = new Set(specs.map((spec) => spec.key))
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
  const wrong: Record<string, string> = {}
  for (const key of Object.keys(given)) if (!known.has(key)) wrong[`fields.${key}`] = 'unknown'
  for (const { key, required, pattern } of specs) {
    const value = filled[key]
    if (required && !value && !stored[key]) wrong[`fields.${key}`] = 'required'
    if (pattern !== undefined && value && !new RegExp(pattern).test(value)) wrong[`fields.${key}`] = 'invalid_format'
  }
  if (Object.keys(wrong).length > 0) throw new Failure('INPUT_INVALID', { fields: wrong })
  return filled
}
