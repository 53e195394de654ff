'use client'

import { type FloorOrder, SELLER_FLAG_LABELS } from '@baton/contract'
import { useState } from 'react'
import { SELLER_FLAG_TONE } from '#ui/seller-flag-tone.ts'
import { bilingual, useLabel, useWords } from '#words/locale.tsx'
import { Flag } from '../parts/icons/flag.ts'

const words = bilingual({ memo: '卖家备注' }, { memo: 'Seller’s note' })

/** What the seller wrote on the order. A long memo leaves room for what is packed; a tap shows all of it. */
export function SellerWords({ order }: { order: FloorOrder }) {
  const t = useWords(words)
  const label = useLabel()
  const [isWhole, setWhole] = useState(false)
  const { sellerFlag, sellerFlagLabel, sellerMemo } = order
  return (
    <button
      type="button"
      aria-expanded={isWhole}
      onClick={() => setWhole(!isWhole)}
      className="tone tone-amber grid min-h-12 justify-items-start gap-1.5 rounded-2xl bg-tone-bg px-3 py-2 text-left font-medium text-tone-fg"
    >
      {sellerFlag && (
        <span
          className={`tone tone-${SELLER_FLAG_TONE[sellerFlag]} flex items-center gap-1.5 rounded-lg border border-tone-dot bg-tone-bg px-2 py-0.5 font-bold text-tone-fg`}
        >
          <Flag aria-hidden className="size-5" fill="currentColor" />
          {label(SELLER_FLAG_LABELS[sellerFlag])} {sellerFlagLabel}
        </span>
      )}
      {sellerMemo && (
        <span className={isWhole ? '' : 'line-clamp-6'}>
          {t.memo}: {sellerMemo}
        </span>
      )}
    </button>
  )
}
