'use client'

import { ERRORS, ErrorCode, type ShopView } from '@baton/contract'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { authorisationWords } from './authorisation-words.ts'

/** What came of the way to a platform's authorise page and back, as the address tells it; until somebody has read it. */
export function AuthorisationNotice({ shops }: { shops: readonly ShopView[] }) {
  const t = useWords(authorisationWords)
  const label = useLabel()
  const params = useSearchParams()
  const refused = ErrorCode.safeParse(params.get('refused'))
  const shopId = params.get('authorised')
  if (!refused.success && shopId === null) return null
  const name = shops.find((shop) => shop.id === shopId)?.name
  const [title, advice] = refused.success
    ? [label(ERRORS[refused.data].label), t.advice[refused.data] ?? t.adviceOtherwise]
    : [name === undefined ? t.doneUnnamed : t.done(name), t.doneHint]
  return (
    <div
      role={refused.success ? 'alert' : 'status'}
      className={cn(
        'mb-4 flex flex-wrap items-start gap-3 rounded-lg bg-tone-bg px-4 py-3 text-tone-fg',
        toneClass(refused.success ? 'red' : 'green'),
      )}
    >
      {refused.success ? (
        <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      ) : (
        <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        <p className="text-13">{advice}</p>
      </div>
      <Button size="small" onClick={() => window.history.replaceState(null, '', window.location.pathname)}>
        {t.dismiss}
      </Button>
    </div>
  )
}
