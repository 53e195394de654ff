'use client'

import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
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
    <div className="grid gap-2 rounded-lg border border-line bg-sunken px-3 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium text-13">{t.title}</p>
        <Button
          size="small"
          disabled={!isHere}
          busy={beginAuthorisation.isPending || leaving}
          onClick={() => void leave().catch(() => {})}
        >
          <ExternalLink />
          {t.authorise}
        </Button>
      </div>
      <p className="text-ink-3 text-xs">{isHere ? hint : t.elsewhere(origin)}</p>
      {beginAuthorisation.error && <FailedLine error={beginAuthorisation.error} />}
    </div>
  )
}
