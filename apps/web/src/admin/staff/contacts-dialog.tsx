'use client'

import { StaffContactsInput, type StaffView } from '@baton/contract'
import { Field, Input, NativeSelect } from '#ui/field.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { useStaffChanges } from './use-staff.ts'
import { staffWords } from './words.ts'

const FIELDS = ['wecomUserId', 'dingtalkUserId', 'email'] as const

/** Where alerts reach a person beside the app. */
export function ContactsDialog({ person, onClose }: { person: StaffView; onClose: () => void }) {
  const t = useWords(staffWords)
  const say = useToast()
  const { setContacts } = useStaffChanges()
  const { wecomUserId, dingtalkUserId, email, locale } = person.contacts
  const form = useForm({
    schema: StaffContactsInput,
    start: {
      id: person.id,
      wecomUserId: wecomUserId ?? '',
      dingtalkUserId: dingtalkUserId ?? '',
      email: email ?? '',
      locale,
    },
    send: setContacts.mutateAsync,
    onDone: () => {
      say('good', t.saved)
      onClose()
    },
  })
  return (
    <FormDialog title={t.contactsOf(person.name)} hint={t.contactsHint} form={form} onClose={onClose}>
      {FIELDS.map((key) => (
        <Field key={key} label={t.contact[key]} {...form.errorOf(key)}>
          {(parts) => (
            <Input
              {...parts}
              type={key === 'email' ? 'email' : 'text'}
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-13"
              maxLength={key === 'email' ? 200 : 64}
              value={form.draft[key]}
              onChange={(event) => form.set(key, event.target.value)}
            />
          )}
        </Field>
      ))}
      <Field label={t.contact.locale} {...form.errorOf('locale')}>
        {(parts) => (
          <NativeSelect
            {...parts}
            value={form.draft.locale}
            onChange={(event) => form.set('locale', event.target.value as 'zh' | 'en')}
          >
            <option value="zh">简体中文</option>
            <option value="en">English</option>
          </NativeSelect>
        )}
      </Field>
    </FormDialog>
  )
}
