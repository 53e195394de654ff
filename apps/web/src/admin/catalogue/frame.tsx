'use client'

import { FileUp, Plus } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { useMay } from '#data/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import type { CsvKind } from './csv-columns.ts'
import { CsvDialog } from './csv-dialog.tsx'
import { catalogueWords } from './words.ts'

/** A catalogue room: its rows, and the dialog that adds one or changes one. */
export function CatalogueRoom<T>({
  kind,
  icon,
  query,
  list,
  dialog,
}: {
  kind: CsvKind
  icon: ReactNode
  query: ComponentProps<typeof Loaded<readonly T[]>>['query']
  list: (rows: readonly T[], onEdit: (row: T) => void) => ReactNode
  /** Undefined: for a new one. */
  dialog: (row: T | undefined, onClose: () => void) => ReactNode
}) {
  const [editing, setEditing] = useState<{ row: T | undefined } | null>(null)
  const onAdd = () => setEditing({ row: undefined })
  return (
    <>
      <CatalogueHeader kind={kind} onAdd={onAdd} />
      <Loaded
        query={query}
        isEmpty={(rows) => rows.length === 0}
        empty={<CatalogueEmpty kind={kind} icon={icon} onAdd={onAdd} />}
      >
        {(rows) => list(rows, (row) => setEditing({ row }))}
      </Loaded>
      {editing && dialog(editing.row, () => setEditing(null))}
    </>
  )
}

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
  return <PencilButton does={t.edit} name={name} onClick={onEdit} />
}

export function OnOff({ enabled }: { enabled: boolean }) {
  const t = useWords(catalogueWords)
  return (
    <Badge tone={enabled ? 'green' : 'neutral'} dot>
      {enabled ? t.on : t.off}
    </Badge>
  )
}
