'use client'

import { PasswordChangeInput } from '@baton/contract'
import { useState } from 'react'
import { usePerson } from '#data/session.ts'
import { useUnsaved } from '#data/unsaved.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { Field } from '#ui/field.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { useForm } from '../form/use-form.ts'
import { useAccountChanges } from './use-account.ts'
import { accountWords } from './words.ts'

export function PasswordCard() {
  const t = useWords(accountWords)
  const say = useToast()
  const [changes, setChanges] = useState(0)
  const done = () => {
    say('good', t.changed)
    setChanges((before) => before + 1)
  }
  return (
    <Section id="password" title={t.password}>
      <PasswordForm key={changes} onDone={done} />
    </Section>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useWords(accountWords)
  const { username } = usePerson()
  const { changePassword } = useAccountChanges()
  const form = useForm({
    schema: PasswordChangeInput,
    start: { current: '', next: '' },
    send: changePassword.mutateAsync,
    onDone,
  })
  useUnsaved(form.isChanged)
  return (
    <form
      noValidate
      className="grid gap-4 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <p className="text-pretty text-13 text-ink-2">{t.passwordHint}</p>
      <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      <Field label={t.current} required {...form.errorOf('current')}>
        {(parts) => (
          <PasswordInput
            {...parts}
            autoComplete="current-password"
            value={form.draft.current}
            onChange={(event) => form.set('current', event.target.value)}
          />
        )}
      </Field>
      <Field label={t.next} hint={t.nextHint} required {...form.errorOf('next')}>
        {(parts) => (
          <PasswordInput
            {...parts}
            autoComplete="new-password"
            value={form.draft.next}
            onChange={(event) => form.set('next', event.target.value)}
          />
        )}
      </Field>
      {form.failure !== null && <FailedLine error={form.failure} />}
      <div>
        <Button type="submit" look="primary" busy={form.busy}>
          {form.busy ? t.changing : t.change}
        </Button>
      </div>
    </form>
  )
}
