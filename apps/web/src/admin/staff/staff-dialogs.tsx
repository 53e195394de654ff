'use client'

import { ROLE_LABELS, ROLES, type Role, StaffCreateInput, StaffPasswordInput, type StaffView } from '@baton/contract'
import { WandSparkles } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { newPassword } from './new-password.ts'
import { useStaffChanges } from './use-staff.ts'
import { staffWords } from './words.ts'

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(staffWords)
  const label = useLabel()
  const { create } = useStaffChanges()
  const form = useForm({
    schema: StaffCreateInput,
    start: { username: '', name: '', role: 'warehouse' as Role, password: newPassword() },
    send: create.mutateAsync,
    onDone: useDone(t.created, onClose),
  })
  return (
    <FormDialog title={t.add} form={form} onClose={onClose}>
      <TextField label={t.name} required autoComplete="off" {...form.text('name')} />
      <TextField
        label={t.username}
        hint={t.usernameHint}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="font-mono text-13"
        {...form.text('username')}
        onText={(username) => form.set('username', username.toLowerCase())}
      />
      <SelectField
        label={t.role}
        required
        options={ROLES.map((role) => ({ value: role, label: label(ROLE_LABELS[role]) }))}
        {...form.choice('role')}
      />
      <PasswordField
        label={t.password}
        value={form.draft.password}
        onChange={(password) => form.set('password', password)}
        {...form.errorOf('password')}
      />
    </FormDialog>
  )
}

export function ResetDialog({ person, onClose }: { person: StaffView; onClose: () => void }) {
  const t = useWords(staffWords)
  const { resetPassword } = useStaffChanges()
  const form = useForm({
    schema: StaffPasswordInput,
    start: { id: person.id, password: newPassword() },
    send: resetPassword.mutateAsync,
    onDone: useDone(t.resetDone, onClose),
  })
  return (
    <FormDialog title={t.resetTitle(person.name)} hint={t.resetHint} saveLabel={t.reset} form={form} onClose={onClose}>
      <PasswordField
        label={t.newPassword}
        value={form.draft.password}
        onChange={(password) => form.set('password', password)}
        {...form.errorOf('password')}
      />
    </FormDialog>
  )
}

/** Shown in clear: whoever sets it has to hand it on. */
function PasswordField({
  label,
  value,
  error,
  onChange,
}: {
  label: string
  value: string
  error?: string
  onChange: (password: string) => void
}) {
  const t = useWords(staffWords)
  return (
    <Field label={label} hint={t.passwordHint} required {...(error !== undefined && { error })}>
      {(parts) => (
        <div className="flex flex-wrap items-center gap-2">
          <Input
            {...parts}
            autoComplete="off"
            spellCheck={false}
            className="min-w-56 flex-1 font-mono text-13"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <CopyButton text={value} what={label} />
          <Button onClick={() => onChange(newPassword())}>
            <WandSparkles />
            {t.generate}
          </Button>
        </div>
      )}
    </Field>
  )
}
