'use client'

import { PackageX, Printer } from 'lucide-react'
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
import { useWords } from '#words/locale.tsx'
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
        {(sheet) =>
          kind === 'slip' ? (
            <SlipPaper sheet={sheet} />
          ) : (
            <div className="flex flex-wrap gap-4">
              {(sheet.parcels.length > 0 ? sheet.parcels : [null]).map((parcel) => (
                <LabelPaper key={parcel?.waybill ?? ''} sheet={sheet} parcel={parcel} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  )
}
