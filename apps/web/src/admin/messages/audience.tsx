'use client'

import {
  ALERT_KINDS,
  ALERTS,
  type AlertKind,
  type AudienceSaveInput,
  type MessageChannelView,
  ROLE_LABELS,
  ROLES,
  type Role,
} from '@baton/contract'
import { useId } from 'react'
import { Fold } from '#ui/fold.tsx'
import { SavingSelect } from '#ui/saving-select.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { useMessageChanges } from './use-messages.ts'
import { messageWords } from './words.ts'

const MEANT = 'meant'
const NOBODY = 'nobody'

/** Who hears each kind of alert over a channel: those it is meant for, one role, or nobody. */
export function Audience({ channel }: { channel: MessageChannelView }) {
  const t = useWords(messageWords)
  return (
    <Fold title={t.audience}>
      <p className="px-3 pb-2 text-13 text-ink-3">{t.audienceHint}</p>
      <ul className="grid gap-2 px-3 pb-3">
        {ALERT_KINDS.map((kind) => (
          <li key={kind}>
            <Heard channel={channel} kind={kind} />
          </li>
        ))}
      </ul>
    </Fold>
  )
}

function Heard({ channel, kind }: { channel: MessageChannelView; kind: AlertKind }) {
  const t = useWords(messageWords)
  const label = useLabel()
  const sayFailure = useSayFailure()
  const id = useId()
  const { saveAudience } = useMessageChanges()
  const isGroup = channel.kind === 'wecom_robot' || channel.kind === 'dingtalk_robot'
  const roles = channel.audiences.find((one) => one.kind === kind)?.roles ?? null
  const title = label(ALERTS[kind].title)
  return (
    <div className="grid items-center gap-1 sm:grid-cols-[1fr_12rem]">
      <label htmlFor={id} className="text-13">
        {title}
      </label>
      <SavingSelect
        id={id}
        aria-label={t.audienceOf(title)}
        value={roles === null ? MEANT : (roles[0] ?? NOBODY)}
        onSave={(choice) =>
          saveAudience.mutate(
            { id: channel.id, kind, roles: rolesOf(choice), seen: roles && [...roles] },
            { onError: sayFailure },
          )
        }
      >
        <option value={MEANT}>{isGroup ? t.group : t.everyone}</option>
        <option value={NOBODY}>{t.silent}</option>
        {!isGroup &&
          ROLES.map((role) => (
            <option key={role} value={role}>
              {label(ROLE_LABELS[role])}
            </option>
          ))}
      </SavingSelect>
    </div>
  )
}

function rolesOf(choice: string): AudienceSaveInput['roles'] {
  if (choice === MEANT) return null
  return choice === NOBODY ? [] : [choice as Role]
}
