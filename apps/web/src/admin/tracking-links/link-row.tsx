'use client'

import type { TrackingLinkView } from '@baton/contract'
import { useState } from 'react'
import { Ago, Instant } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { useTrackingLinkChanges } from './use-tracking-links.ts'
import { linkWords } from './words.ts'

/** One link that works: to copy, when it was opened, and to take back; the buyer's only against a new one. */
export function LinkRow({ link, name }: { link: TrackingLinkView; name: string }) {
  const t = useWords(linkWords)
  const [asking, setAsking] = useState(false)
  const isBuyers = link.kind === 'buyer'
  return (
    <div>
      <p className="font-medium">{name}</p>
      {link.url !== null && (
        <p className="flex items-center gap-1">
          <span className="min-w-0 select-all break-all font-mono text-ink-2 text-xs">{link.url}</span>
          <CopyButton text={link.url} what={name} />
        </p>
      )}
      <p className="text-ink-3 text-xs">
        {link.openedAt === null ? (
          t.neverOpened
        ) : (
          <>
            {t.opened} <Ago at={link.openedAt} />
          </>
        )}
        {' · '}
        {t.madeBy(link.createdBy)} <Instant at={link.createdAt} />
      </p>
      {link.url !== null && (
        <Button size="small" className="mt-1.5" onClick={() => setAsking(true)}>
          {isBuyers ? t.renew : t.takeBack}
        </Button>
      )}
      {asking && <AskAgain link={link} onClose={() => setAsking(false)} />}
    </div>
  )
}

function AskAgain({ link, onClose }: { link: TrackingLinkView; onClose: () => void }) {
  const t = useWords(linkWords)
  const { renew, takeBack } = useTrackingLinkChanges()
  const isBuyers = link.kind === 'buyer'
  const action = isBuyers ? renew : takeBack
  return (
    <ConfirmDialog
      title={isBuyers ? t.renewTitle : t.takeBackTitle}
      confirm={isBuyers ? t.renew : t.takeBack}
      danger
      action={action}
      onConfirm={() => action.mutate({ id: link.id }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{isBuyers ? t.renewHint : t.takeBackHint}</p>
    </ConfirmDialog>
  )
}
