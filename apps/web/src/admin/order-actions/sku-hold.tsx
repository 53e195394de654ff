'use client'

import type { HoldPreview, OrderActionResult } from '@baton/contract'
import { useDeferredValue, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { ResultsDialog } from './results-dialog.tsx'
import { useHoldPreview } from './use-order-actions.ts'
import { actionWords } from './words.ts'

/** A button that holds every unshipped order of one SKU, after saying how many these are. */
export function SkuHold() {
  const t = useWords(actionWords)
  const [open, setOpen] = useState(false)
  const [results, setResults] = useState<readonly OrderActionResult[] | null>(null)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.sku}</Button>
      {open && <SkuDialog onDone={setResults} onClose={() => setOpen(false)} />}
      {results && <ResultsDialog results={results} onClose={() => setResults(null)} />}
    </>
  )
}

function SkuDialog({
  onDone,
  onClose,
}: {
  onDone: (results: readonly OrderActionResult[]) => void
  onClose: () => void
}) {
  const t = useWords(actionWords)
  const [typed, setTyped] = useState('')
  const sku = useDeferredValue(typed.trim())
  const preview = useHoldPreview(sku)
  const shown = sku === '' ? undefined : preview.data
  return (
    <HoldDialog
      orders={{ sku }}
      title={t.skuTitle}
      disabled={sku !== typed.trim() || shown === undefined || shown.orders === 0 || shown.isTooMany}
      onDone={onDone}
      onClose={onClose}
    >
      <Field label={t.skuField} required>
        {(parts) => (
          <Input
            {...parts}
            value={typed}
            maxLength={100}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {preview.error !== null && sku !== '' && <FailedLine error={preview.error} />}
      {shown && <Preview preview={shown} />}
    </HoldDialog>
  )
}

function Preview({ preview: { orders, isTooMany, sample } }: { preview: HoldPreview }) {
  const t = useWords(actionWords)
  const others = orders - sample.length
  return (
    <div aria-live="polite" className="rounded-lg bg-sunken px-3 py-2 text-13">
      <p className="font-medium">{isTooMany ? t.skuMany : orders === 0 ? t.skuNone : t.skuCount(orders)}</p>
      <p className="font-mono text-ink-2 text-xs">
        {sample.join(' ')} {others > 0 && t.skuMore(others)}
      </p>
    </div>
  )
}
