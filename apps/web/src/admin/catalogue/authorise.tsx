'use client'

import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { AuthorisationCard } from './authorisation-card.tsx'
import { authorisationWords } from './authorisation-words.ts'
import { useCatalogueChanges } from './use-catalogue.ts'

/** The way to the platform's authorise page: it comes back here with the shop's tokens stored. */
export function Authorise({
  appId,
  shopId,
  redirectUri,
}: {
  appId: string
  /** Undefined: whichever shop is authorised there. */
  shopId: string | undefined
  redirectUri: string
}) {
  const t = useWords(authorisationWords)
  const { beginAuthorisation } = useCatalogueChanges()
  const [leaving, setLeaving] = useState(false)
  /** The platform comes back to that address only, where the person must be signed in. */
  const { origin } = new URL(redirectUri)
  const isHere = origin === location.origin
  const hint = shopId === undefined ? t.hintIfNew : t.hint
  const leave = async () => {
    const { url } = await beginAuthorisation.mutateAsync({ appId, ...(shopId !== undefined && { shopId }) })
    setLeaving(true)
    location.assign(url)
  }
  return (
    <AuthorisationCard hint={isHere ? hint : t.elsewhere(origin)} error={beginAuthorisation.error}>
      <Button
        size="small"
        disabled={!isHere}
        busy={beginAuthorisation.isPending || leaving}
        onClick={() => void leave().catch(() => {})}
      >
        <ExternalLink />
        {t.authorise}
      </Button>
    </AuthorisationCard>
  )
}
