'use client'

import { FileUp, PackageSearch } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { useMay } from '#data/session.ts'
import { AddButton } from '#ui/add-button.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Narrowed } from '#ui/narrowed.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { useEntryDialog } from '../form/use-entry-dialog.ts'
import { UpdatedNote } from '../updated-note.tsx'
import type { CsvKind } from './csv-columns.ts'
import { CsvDialog } from './csv-dialog.tsx'
import { catalogueWords } from './words.ts'

/** What has a room of its own. */
type Kind = Exclude<CsvKind, 'stock'>

/** A catalogue room: its rows, and the dialog that adds one or changes one. */
export function CatalogueRoom<T>({
  kind,
  icon,
  query,
  rows = [],
  search,
  textOf,
  notice,
  more,
  list,
  dialog,
}: {
  kind: Kind
  icon: ReactNode
  query: ComponentProps<typeof Loaded>['query'] & ComponentProps<typeof UpdatedNote>['query']
  /** Of all that was read. */
  rows: readonly T[] | undefined
  /** What narrows the rows, where something does, and whether it does now. */
  search?: { readonly bar: ReactNode; readonly isOn: boolean }
  /** By what rows that are all here are narrowed. */
  textOf?: (row: T) => string
  /** What has just happened to one of the rows. */
  notice?: ReactNode
  /** Beside the import of the rows, for whoever may change them. */
  more?: ReactNode
  list: (rows: readonly T[], onEdit: (row: T) => void) => ReactNode
  /** Undefined: for a new one. */
  dialog: (row: T | undefined, onClose: () => void) => ReactNode
}) {
  const t = useWords(catalogueWords)
  const { onAdd, onEdit, dialog: opened } = useEntryDialog(dialog)
  return (
    <>
      <CatalogueHeader kind={kind} query={query} more={more} onAdd={onAdd} />
      {notice}
      {search?.bar}
      <Loaded
        query={query}
        isEmpty={() => rows.length === 0}
        empty={
          search?.isOn ? (
            <Empty icon={<PackageSearch />} title={t.noMatch} />
          ) : (
            <CatalogueEmpty kind={kind} icon={icon} onAdd={onAdd} />
          )
        }
      >
        {() =>
          textOf ? (
            <Narrowed rows={rows} textOf={textOf}>
              {(shown) => list(shown, onEdit)}
            </Narrowed>
          ) : (
            list(rows, onEdit)
          )
        }
      </Loaded>
      {opened}
    </>
  )
}

/** The head of a catalogue room: its name, CSV import and a new entry. */
function CatalogueHeader({
  kind,
  query,
  more,
  onAdd,
}: {
  kind: Kind
  query: ComponentProps<typeof UpdatedNote>['query']
  more: ReactNode
  onAdd: () => void
}) {
  const t = useWords(catalogueWords)
  const mayManage = useMay('catalogue.manage')
  const [importing, setImporting] = useState(false)
  return (
    <PageHeader title={t[kind].title} hint={t[kind].hint} aside={<UpdatedNote query={query} />}>
      {mayManage && (
        <>
          <Button onClick={() => setImporting(true)}>
            <FileUp />
            {t.importCsv}
          </Button>
          {more}
          <AddButton onClick={onAdd}>{t[kind].add}</AddButton>
          {importing && <CsvDialog kind={kind} onClose={() => setImporting(false)} />}
        </>
      )}
    </PageHeader>
  )
}

function CatalogueEmpty({ kind, icon, onAdd }: { kind: Kind; icon: ReactNode; onAdd: () => void }) {
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
