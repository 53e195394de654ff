'use client'

import { ROLE_LABELS, ROLES, type Role, type StaffView } from '@baton/contract'
import { AtSign, KeyRound, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { usePerson } from '#data/session.ts'
import { Ago, InstantAndAgo } from '#time/instant.tsx'
import { AddButton } from '#ui/add-button.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Narrowed } from '#ui/narrowed.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { SavingSelect } from '#ui/saving-select.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { AccessLog } from './access-log.tsx'
import { ContactsDialog } from './contacts-dialog.tsx'
import { CreateDialog, ResetDialog } from './staff-dialogs.tsx'
import { StaffSwitch } from './staff-switch.tsx'
import { useAccessChanges } from './use-access-changes.ts'
import { useStaff, useStaffChanges } from './use-staff.ts'
import { staffWords } from './words.ts'

type Opened = { readonly what: 'new' } | { readonly what: 'reset' | 'contacts'; readonly person: StaffView }

export function StaffRoom() {
  const t = useWords(staffWords)
  const [view, setView] = useState<'people' | 'log'>('people')
  const views = [
    { value: 'people', label: t.people },
    { value: 'log', label: t.log },
  ] as const
  const choice = <Segmented label={t.view} value={view} options={views} onChange={setView} />
  return view === 'people' ? <People>{choice}</People> : <Changes>{choice}</Changes>
}

function Changes({ children }: { children: ReactNode }) {
  const t = useWords(staffWords)
  const changes = useAccessChanges()
  return (
    <>
      <PageHeader title={t.title} hint={t.logHint} aside={<UpdatedNote query={changes.query} />}>
        {children}
      </PageHeader>
      <AccessLog {...changes} />
    </>
  )
}

function People({ children }: { children: ReactNode }) {
  const t = useWords(staffWords)
  const label = useLabel()
  const staff = useStaff()
  const [open, setOpen] = useState<Opened | null>(null)
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={staff} />}>
        {children}
        <AddButton onClick={() => setOpen({ what: 'new' })}>{t.add}</AddButton>
      </PageHeader>
      <Loaded query={staff} isEmpty={(rows) => rows.length === 0} empty={<Empty icon={<Users />} title={t.empty} />}>
        {(rows) => (
          <Narrowed
            rows={rows}
            textOf={({ name, username, role }) => `${name} ${username} ${label(ROLE_LABELS[role])}`}
          >
            {(shown) => (
              <Card className="overflow-hidden">
                <StaffTable rows={shown} onOpen={setOpen} />
              </Card>
            )}
          </Narrowed>
        )}
      </Loaded>
      {open?.what === 'new' && <CreateDialog onClose={() => setOpen(null)} />}
      {open?.what === 'reset' && <ResetDialog person={open.person} onClose={() => setOpen(null)} />}
      {open?.what === 'contacts' && <ContactsDialog person={open.person} onClose={() => setOpen(null)} />}
    </>
  )
}

function StaffTable({ rows, onOpen }: { rows: readonly StaffView[]; onOpen: (opened: Opened) => void }) {
  const t = useWords(staffWords)
  return (
    <Table caption={t.title}>
      <thead>
        <tr>
          <Th>{t.columns.name}</Th>
          <Th className="max-sm:hidden">{t.columns.role}</Th>
          <Th className="max-lg:hidden">{t.columns.last}</Th>
          <Th className="max-sm:hidden">{t.columns.enabled}</Th>
          <ThUnseen>{t.contacts}</ThUnseen>
        </tr>
      </thead>
      <tbody>
        {rows.map((person) => (
          <StaffRow key={person.id} person={person} onOpen={onOpen} />
        ))}
      </tbody>
    </Table>
  )
}

function StaffRow({ person, onOpen }: { person: StaffView; onOpen: (opened: Opened) => void }) {
  const t = useWords(staffWords)
  const isMe = usePerson().username === person.username
  return (
    <Tr className={person.enabled ? '' : 'bg-sunken/60'}>
      <Td>
        <p className="font-medium">
          {person.name} {isMe && <Badge>{t.you}</Badge>}
        </p>
        <p className="font-mono text-ink-3 text-xs">{person.username}</p>
        <p className="text-ink-3 text-xs lg:hidden">
          {person.lastSignInAt === null ? (
            t.never
          ) : (
            <>
              {t.columns.last} <Ago at={person.lastSignInAt} />
            </>
          )}
        </p>
        <div className="mt-2 flex items-center gap-3 sm:hidden">
          <RoleSelect person={person} fixed={isMe} />
          <StaffSwitch person={person} fixed={isMe} />
        </div>
      </Td>
      <Td className="max-sm:hidden">
        <RoleSelect person={person} fixed={isMe} />
      </Td>
      <Td className="max-lg:hidden">
        {person.lastSignInAt === null ? (
          <span className="text-ink-3">{t.never}</span>
        ) : (
          <InstantAndAgo at={person.lastSignInAt} />
        )}
      </Td>
      <Td className="max-sm:hidden">
        <StaffSwitch person={person} fixed={isMe} />
      </Td>
      <Td className="text-right">
        <Button
          look="quiet"
          size="icon"
          aria-label={t.contactsOf(person.name)}
          title={t.contacts}
          onClick={() => onOpen({ what: 'contacts', person })}
        >
          <AtSign />
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={t.resetTitle(person.name)}
          title={t.reset}
          onClick={() => onOpen({ what: 'reset', person })}
        >
          <KeyRound />
        </Button>
      </Td>
    </Tr>
  )
}

/** Nobody takes their own rights away by accident. */
function RoleSelect({ person, fixed }: { person: StaffView; fixed: boolean }) {
  const t = useWords(staffWords)
  const label = useLabel()
  const say = useToast()
  const sayFailure = useSayFailure()
  const { setRole } = useStaffChanges()
  return (
    <SavingSelect
      aria-label={t.roleOf(person.name)}
      className="w-40 max-[20rem]:w-24 sm:w-44"
      value={person.role}
      disabled={fixed}
      onSave={(role) =>
        setRole.mutate(
          { id: person.id, role: role as Role },
          {
            onSuccess: () => say('good', t.saved),
            onError: sayFailure,
          },
        )
      }
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {label(ROLE_LABELS[role])}
        </option>
      ))}
    </SavingSelect>
  )
}
