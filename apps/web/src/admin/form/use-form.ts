import { useState } from 'react'
import type { z } from 'zod'
import { clientFailure } from '#data/failure.ts'
import { useLabel } from '#words/locale.tsx'
import { type FieldErrors, fieldErrors, fieldReason, shownReason } from './field-errors.ts'

/** What takes any text. */
type TextKey<D> = { [K in keyof D & string]: string extends D[K] ? (D[K] extends string ? K : never) : never }[keyof D &
  string]

/** What takes one word of several, or any. */
type ChoiceKey<D> = { [K in keyof D & string]: D[K] extends string ? K : never }[keyof D & string]

/** A draft, checked by the contract's own schema before it is sent; errors come back to their fields. */
export function useForm<S extends z.ZodType, D extends object>(options: {
  schema: S
  start: D
  send: (input: z.output<S>) => Promise<unknown>
  onDone: () => void
}) {
  const [start] = useState(options.start)
  const [draft, setDraft] = useState(start)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [failure, setFailure] = useState<unknown>(null)
  /** How often it was not taken, here or by the server. */
  const [refusals, setRefusals] = useState(0)
  const [busy, setBusy] = useState(false)
  const label = useLabel()

  function set<K extends keyof D>(key: K, value: D[K]): void {
    setDraft((before) => ({ ...before, [key]: value }))
    setErrors(({ [String(key)]: _, ...others }) => others)
  }

  function refuse(found: FieldErrors): void {
    setErrors(found)
    setRefusals((before) => before + 1)
  }

  async function submit(): Promise<void> {
    const parsed = options.schema.safeParse(draft)
    setFailure(null)
    if (!parsed.success) return refuse(fieldErrors(parsed.error.issues))
    setErrors({})
    setBusy(true)
    try {
      await options.send(parsed.data)
      options.onDone()
    } catch (error) {
      refuse(serverErrors(error))
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  /** To spread onto a Field: nothing where nothing is wrong. */
  function errorOf(path: string, ifEmpty?: string): { error?: string } {
    const reason = errors[path]
    return reason === undefined ? {} : { error: label(fieldReason(shownReason(reason, valueAt(draft, path), ifEmpty))) }
  }

  /** To spread onto a TextField. */
  function text<K extends TextKey<D>>(key: K) {
    return { value: draft[key] as D[K] & string, onText: (to: string) => set(key, to as D[K]), ...errorOf(key) }
  }

  /** To spread onto a SelectField. */
  function choice<K extends ChoiceKey<D>>(key: K) {
    return { value: draft[key], onChoose: (to: D[K]) => set(key, to), ...errorOf(key, 'invalid_value') }
  }

  /** Whether it differs from what it began with. */
  const isChanged = JSON.stringify(draft) !== JSON.stringify(start)

  return { draft, set, submit, isChanged, busy, failure, refusals, errorOf, text, choice }
}

function valueAt(draft: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], draft)
}

/** Of a record that exists already, the fields named are the ones taken. */
function serverErrors(error: unknown): FieldErrors {
  const { code, fields } = clientFailure(error)
  if (code !== 'ALREADY_EXISTS') return fields
  return Object.fromEntries(Object.keys(fields).map((field) => [field, 'taken']))
}
