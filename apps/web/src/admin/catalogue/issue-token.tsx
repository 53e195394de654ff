'use client'

import { KeyRound } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { useDone } from '../form/use-done.ts'
import { authorisationWords } from './authorisation-words.ts'
import { useCatalogueChanges } from './use-catalogue.ts'

/** Where the merchant's own app gets a shop's tokens without anybody's consent: one press. */
export function IssueToken({ appId, shopNumber, onDone }: { appId: string; shopNumber: string; onDone: () => void }) {
  const t = useWords(authorisationWords)
  const { issueToken } = useCatalogueChanges()
  const done = useDone(t.issued, onDone)
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-sunken px-3 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium text-13">{t.title}</p>
        <Button
          size="small"
          disabled={shopNumber.trim() === ''}
          busy={issueToken.isPending}
          onClick={() => issueToken.mutate({ appId, shopNumber }, { onSuccess: done })}
        >
          <KeyRound />
          {t.issue}
        </Button>
      </div>
      <p className="text-ink-3 text-xs">{t.issueHint}</p>
      {issueToken.error && <FailedLine error={issueToken.error} />}
    </div>
  )
}
