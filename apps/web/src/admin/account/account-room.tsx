'use client'

import { ROLE_LABELS } from '@baton/contract'
import { usePerson } from '#data/session.ts'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/title.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { ByBadge, useIsByBadge } from '../by-badge.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { HeldDevices } from './held-devices.tsx'
import { PasswordCard } from './password-card.tsx'
import { Sessions } from './sessions.tsx'
import { useAccount } from './use-account.ts'
import { accountWords } from './words.ts'

/** What everybody may do for themselves. */
export function AccountRoom() {
  const t = useWords(accountWords)
  useTitle(t.title)
  const label = useLabel()
  const { name, username, role } = usePerson()
  const account = useAccount()
  const isByBadge = useIsByBadge(account)
  return (
    <>
      <PageHeader
        title={t.title}
        hint={`${name} · ${username} · ${label(ROLE_LABELS[role])}`}
        aside={!isByBadge && <UpdatedNote query={account} />}
      />
      {isByBadge ? (
        <ByBadge hint={t.byBadgeHint} path="/admin/account/" />
      ) : (
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 gap-4">
            <Loaded query={account}>
              {({ sessions, devices }) => (
                <>
                  <Sessions rows={sessions} isElsewhere={[...sessions, ...devices].some((one) => !one.isThisOne)} />
                  {devices.length > 0 && <HeldDevices rows={devices} />}
                </>
              )}
            </Loaded>
          </div>
          <PasswordCard />
        </div>
      )}
    </>
  )
}
