'use client'

import { FileUp, Pencil, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useMay } from '#data/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import type { CsvKind } from './csv-columns.ts'
import { CsvDialog } from './csv-dialog.tsx'
import { catalogueWords } from './words.ts'

/** The head of a catalogue room: its name, CSV import and a new entry. */
export function CatalogueHeader({ kind, onAdd }: { kind: CsvKind; onAdd: () => void }) {
  const t = useWords(catalogueWords)
  const mayManage = useMay('catalogue.manage')
  const [importing, setImporting] = useState(false)
  return (
    <PageHeader title={t[kind].title} hint={t[kind].hint}>
      {mayManage && (
        <>
          <Button onClick={() => setImporting(true)}>
            <FileUp />
            {t.importCsv}
          </Button>
          <Button look="primary" onClick={onAdd}>
            <Plus />
            {t[kind].add}
          </Button>
          {importing && <CsvDialog kind={kind} onClose={() => setImporting(false)} />}
        </>
      )}
    </PageHeader>
  )
}

export function CatalogueEmpty({ kind, icon, onAdd }: { kind: CsvKind; icon: ReactNode; onAdd: () => void }) {
  const t = useWords(catalogueWords)
  const mayManage = useMay('catalogue.manage')
  return (
    <Empty icon={icon} title={t[kind].empty} hint={t[kind].emptyHint}>
      {mayManage && (
        <Button look="primary" onClick={onAdd}>
          {t[kind].add}
        </Button>
      )}
    </Empty>
  )
}

export function EditButton({ name, onEdit }: { name: string; onEdit: () => void }) {
  const t = useWords(catalogueWords)
  const mayManage = useMay('catalogue.manage')
  if (!mayManage) return null
  return (
    <Button look="quiet" size="icon" aria-label={`${t.edit} ${name}`} title={t.edit} onClick={onEdit}>
      <Pencil />
    </Button>
  )
}

export function OnOff({ enabled }: { enabled: boolean }) {
  const t = useWords(catalogueWords)
  return (
    <Badge tone={enabled ? 'green' : 'neutral'} dot>
      {enabled ? t.on : t.off}
    </Badge>
  )
}
