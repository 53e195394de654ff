'use client'

import { KeyRound } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { useDone } from '../form/use-done.ts'
import { AuthorisationCard } from './authorisation-card.tsx'
import { authorisationWords } from './authorisation-words.ts'
import { useCatalogueChanges } from './use-catalogue.ts'

/** Where the merchant's own app gets a shop's tokens without anybody's consent: one press. */
export function IssueToken({ appId, shopNumber, onDone }: { appId: string; shopNumber: string; onDone: () => void }) {
  const t = useWords(authorisationWords)
  const { issueToken } = useCatalogueChanges()
  const done = useDone(t.issued, onDone)
  return (
    <AuthorisationCard hint={t.issueHint} error={issueToken.error}>
      <Button
        size="small"
        disabled={shopNumber.trim() === ''}
        busy={issueToken.isPending}
        onClick={() => issueToken.mutate({ appId, shopNumber }, { onSuccess: done })}
      >
        <KeyRound />
        {t.issue}
      </Button>
    </AuthorisationCard>
  )
}
