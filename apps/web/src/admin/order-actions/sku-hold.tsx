'use client'

import type { OrderActionResult } from '@baton/contract'
import { useDeferredValue, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { ResultsDialog } from './results-dialog.tsx'
import { useHoldPreview } from './use-order-actions.ts'
import { actionWords } from './words.ts'

/** A button that holds every unshipped order of one SKU, after saying how many these are. */
export function SkuHold() {
  const t = useWords(actionWords)
  const [open, setOpen] = useState(false)
  const [sku, setSku] = useState('')
  const shownSku = useDeferredValue(sku)
  const [results, setResults] = useState<readonly OrderActionResult[] | null>(null)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.sku}</Button>
      {open && (
        <HoldDialog orders={{ sku }} title={t.skuTitle} onDone={setResults} onClose={() => setOpen(false)}>
          <Field label={t.skuField} required>
            {(parts) => (
              <Input {...parts} value={sku} maxLength={100} onChange={(event) => setSku(event.target.value.trim())} />
            )}
          </Field>
          <Preview sku={shownSku} />
        </HoldDialog>
      )}
      {results && <ResultsDialog results={results} onClose={() => setResults(null)} />}
    </>
  )
}

function Preview({ sku }: { sku: string }) {
  const t = useWords(actionWords)
  const preview = useHoldPreview(sku)
  if (sku === '' || !preview.data) return null
  const { orders, isTooMany, sample } = preview.data
  return (
    <div aria-live="polite" className="rounded-lg bg-sunken px-3 py-2 text-13">
      <p className="font-medium">{isTooMany ? t.skuMany : orders === 0 ? t.skuNone : t.skuCount(orders)}</p>
      <p className="break-words font-mono text-ink-3 text-xs">{sample.join(' ')}</p>
    </div>
  )
}
