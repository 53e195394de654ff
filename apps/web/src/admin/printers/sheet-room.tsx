'use client'

import { HOLD_REASON_LABELS, type PrintSheet } from '@baton/contract'
import { OctagonPause, PackageX, Printer } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useTitle } from '#ui/title.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { LabelPaper, SlipPaper } from './sheet-paper.tsx'
import { useSheet } from './use-printers.ts'
import { printerWords } from './words.ts'

/** Label and packing slip for the browser's own print dialog. */
export function SheetRoom() {
  const t = useWords(printerWords)
  const id = useSearchParams().get('id') ?? ''
  if (id === '')
    return (
      <Card>
        <h1 className="sr-only">{t.missing}</h1>
        <Empty icon={<PackageX />} title={t.missing} />
      </Card>
    )
  return <Sheet key={id} id={id} />
}

function Sheet({ id }: { id: string }) {
  const t = useWords(printerWords)
  const [kind, setKind] = useState<'label' | 'slip'>('label')
  const query = useSheet(id)
  useTitle(`${t.sheetTitle} ${id}`)
  return (
    <>
      <PageHeader title={t.sheetTitle} hint={t.sheetHint}>
        <Button asChild>
          <Link href={`/admin/orders/detail/?id=${id}`}>{t.back}</Link>
        </Button>
        <Button look="primary" disabled={query.data === undefined} onClick={() => window.print()}>
          <Printer />
          {t.print}
        </Button>
      </PageHeader>
      <Segmented
        label={t.which}
        value={kind}
        onChange={setKind}
        className="mb-4 w-max"
        options={[
          { value: 'label', label: t.labelShort },
          { value: 'slip', label: t.slipShort },
        ]}
      />
      <Loaded query={query}>
        {(sheet) => (
          <>
            <HeldNote sheet={sheet} />
            {kind === 'slip' ? (
              <SlipPaper sheet={sheet} />
            ) : (
              <div className="flex flex-wrap gap-4">
                {(sheet.parcels.length > 0 ? sheet.parcels : [null]).map((parcel) => (
                  <LabelPaper key={parcel?.waybill ?? ''} sheet={sheet} parcel={parcel} />
                ))}
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

/** On the screen only: what is printed now may have to be printed again. */
function HeldNote({ sheet: { holds } }: { sheet: PrintSheet }) {
  const t = useWords(printerWords)
  const label = useLabel()
  if (holds.length === 0) return null
  return (
    <p
      role="status"
      className="tone tone-orange mb-4 flex items-start gap-2 rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg print:hidden"
    >
      <OctagonPause aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t.held(holds.map((reason) => label(HOLD_REASON_LABELS[reason])).join(t.and))}
    </p>
  )
}
