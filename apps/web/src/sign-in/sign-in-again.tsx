'use client'

import type { MeView } from '@baton/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { failureLabel } from '#data/failure.ts'
import { signIn } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, Input } from '#ui/field.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { signInWords } from './words.ts'

/** Over a page with something that was not saved: the same person comes back, and what they filled in is still there. */
export function SignInAgain({ person, onLeave }: { person: MeView; onLeave: () => void }) {
  const t = useWords(signInWords)
  const label = useLabel()
  const id = useId()
  const queries = useQueryClient()
  const [failure, setFailure] = useState<Awaited<ReturnType<typeof signIn>>>(null)
  const [busy, setBusy] = useState(false)
  const enter = async (form: FormData) => {
    setBusy(true)
    const outcome = await signIn(person.username, String(form.get('password')))
    setFailure(outcome)
    if (outcome === null) await queries.invalidateQueries()
    setBusy(false)
  }
  return (
    <Dialog
      title={t.ended}
      hint={t.endedHint(person.name)}
      onClose={onLeave}
      footer={
        <>
          <Button onClick={onLeave}>{t.leave}</Button>
          <Button type="submit" form={id} look="primary" busy={busy}>
            {busy ? t.entering : t.enter}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void enter(new FormData(event.currentTarget))
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={person.username} readOnly />
        <Field label={t.password}>
          {(parts) => <Input {...parts} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        {failure !== null && <FailedLine error={null}>{label(failureLabel(failure))}</FailedLine>}
      </form>
    </Dialog>
  )
}
