'use client'

import { StaffContactsInput, type StaffView } from '@baton/contract'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { useStaffChanges } from './use-staff.ts'
import { staffWords } from './words.ts'

const FIELDS = ['wecomUserId', 'dingtalkUserId', 'email'] as const

/** Where alerts reach a person beside the app. */
export function ContactsDialog({ person, onClose }: { person: StaffView; onClose: () => void }) {
  const t = useWords(staffWords)
  const { setContacts } = useStaffChanges()
  const { wecomUserId, dingtalkUserId, email, locale } = person.contacts
  const was = { wecomUserId: wecomUserId ?? '', dingtalkUserId: dingtalkUserId ?? '', email: email ?? '', locale }
  const form = useForm({
    schema: StaffContactsInput,
    start: { id: person.id, ...was, was },
    send: setContacts.mutateAsync,
    onDone: useDone(t.saved, onClose),
  })
  return (
    <FormDialog title={t.contactsOf(person.name)} hint={t.contactsHint} form={form} onClose={onClose}>
      {FIELDS.map((key) => (
        <TextField
          key={key}
          label={t.contact[key]}
          type={key === 'email' ? 'email' : 'text'}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-13"
          maxLength={key === 'email' ? 200 : 64}
          {...form.text(key)}
        />
      ))}
      <SelectField
        label={t.contact.locale}
        options={[
          { value: 'zh', label: '简体中文' },
          { value: 'en', label: 'English' },
        ]}
        {...form.choice('locale')}
      />
    </FormDialog>
  )
}
