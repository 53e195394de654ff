import type { FieldReason } from '@baton/contract'
import type { CredentialField } from '@baton/platforms'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import type { Secrets } from '../runtime/secrets.ts'

/** Credential fields as stored: one sealed JSON object, bound to its row. */
export function sealFields(secrets: Secrets, place: string, fields: Readonly<Record<string, string>>): Buffer {
  return secrets.seal(JSON.stringify(fields), place)
}

export function openFields(secrets: Secrets, place: string, sealed: Uint8Array): Record<string, string> {
  return JSON.parse(secrets.open(sealed, place).toString()) as Record<string, string>
}

export interface FieldChange {
  /** Empty text keeps what is stored, null takes it away. */
  readonly given: Readonly<Record<string, string | null>>
  readonly stored: Readonly<Record<string, string>>
  /** Endpoints that are on another host than before. */
  readonly moved?: readonly string[]
}

/**
 * What is stored after a change. Refuses fields that are not asked for and values that are not of their pattern, and names
 * every required one that would be missing, as the input has it: `fields.secret`. Throws `SECRETS_NEEDED_AGAIN`, with their
 * names, where a stored secret would follow a changed address.
 */
export function changedFields(
  specs: readonly CredentialField[],
  { given, stored, moved = [] }: FieldChange,
): Record<string, string> {
  const wrong = unknownFields(specs, given)
  const fields = { ...stored }
  for (const [key, value] of Object.entries(given)) {
    if (value === null) delete fields[key]
    else if (value.trim() !== '') fields[key] = value
  }
  for (const { key, required, pattern } of specs) {
    const value = fields[key]
    if (required && !value) wrong[`fields.${key}`] = 'required'
    if (pattern !== undefined && value !== stored[key] && value && !new RegExp(pattern).test(value))
      wrong[`fields.${key}`] = 'invalid_format'
  }
  if (Object.keys(wrong).length > 0) throw inputInvalid(wrong)
  const followers = specs.filter((spec) => stored[spec.key] && given[spec.key] !== null && !given[spec.key]?.trim())
  const isElsewhere = specs.some(({ key, isAddress }) => isAddress && stored[key] && fields[key] !== stored[key])
  refuseFollowers(followers.filter((spec) => spec.secret && (isElsewhere || isSentTo(spec, moved))))
  return fields
}

function unknownFields(specs: readonly CredentialField[], given: FieldChange['given']): Record<string, FieldReason> {
  const known = new Set(specs.map((spec) => spec.key))
  const unknown = Object.keys(given).filter((key) => !known.has(key))
  return Object.fromEntries(unknown.map((key) => [`fields.${key}`, 'unknown']))
}

function refuseFollowers(followers: readonly CredentialField[]): void {
  if (followers.length === 0) return
  const fields = Object.fromEntries(followers.map(({ key }) => [`fields.${key}`, 'other_host']))
  throw new Failure('SECRETS_NEEDED_AGAIN', { fields })
}

/** Whether a secret is sent to one of these endpoints, or signs what is sent there. */
function isSentTo({ sentTo }: CredentialField, endpoints: readonly string[]): boolean {
  return sentTo === undefined ? endpoints.length > 0 : endpoints.some((name) => sentTo.includes(name))
}

/** What may stay with a shop whose app's endpoints moved: a token that nobody entered counts as a secret, too. */
export function fieldsThatStay(
  specs: readonly CredentialField[],
  stored: Readonly<Record<string, string>>,
  moved: readonly string[],
): Record<string, string> {
  const stays = (key: string) => {
    const spec = specs.find((one) => one.key === key)
    return spec !== undefined && !(spec.secret && isSentTo(spec, moved))
  }
  return Object.fromEntries(Object.entries(stored).filter(([key]) => stays(key)))
}

type Endpoints = Readonly<Record<string, string>>

/** The endpoints whose scheme, host or port is another than before; one that is called no longer is none of them. */
export function movedEndpoints(before: Endpoints, after: Endpoints): readonly string[] {
  return Object.keys(after).filter((name) => {
    const address = after[name] ?? ''
    return address !== '' && originOf(address) !== originOf(before[name] ?? '')
  })
}

/** Of what is no address, the text itself. */
function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address
}
