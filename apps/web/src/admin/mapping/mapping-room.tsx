'use client'

import { PLATFORM_LABELS, PLATFORMS, STATUS_AXES } from '@baton/contract'
import { FileSpreadsheet, GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { AxisTable } from './axis-table.tsx'
import { MapCsvDialog } from './map-csv-dialog.tsx'
import { UnmappedWords } from './unmapped-words.tsx'
import { usePlatformChoice, useStatusMap, useUnmapped, type Word } from './use-mapping.ts'
import { WordDialog } from './word-dialog.tsx'
import { mappingWords } from './words.ts'

export function MappingRoom() {
  const t = useWords(mappingWords)
  const label = useLabel()
  const mayEdit = useMay('mapping.edit')
  const { platform, choose } = usePlatformChoice()
  const map = useStatusMap(platform)
  const unmapped = useUnmapped()
  const [open, setOpen] = useState<Word | 'csv' | null>(null)
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={unmapped} />}>
        {mayEdit && (
          <Button onClick={() => setOpen('csv')}>
            <FileSpreadsheet />
            {t.csv}
          </Button>
        )}
      </PageHeader>
      <div className="grid grid-cols-1 gap-6">
        <Loaded query={unmapped} isAside>
          {(rows) => <UnmappedWords rows={rows} onMap={(row) => setOpen({ ...row, standard: null })} />}
        </Loaded>
        <Segmented
          label={t.platform}
          value={platform}
          onChange={choose}
          className="max-w-max *:flex-none"
          options={PLATFORMS.map((value) => ({ value, label: label(PLATFORM_LABELS[value]) }))}
        />
        <Loaded
          query={map}
          isEmpty={(rows) => rows.length === 0}
          empty={<Empty icon={<GitCompareArrows />} title={t.empty} />}
        >
          {(rows) => (
            <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2 2xl:grid-cols-3">
              {STATUS_AXES.map((axis) => (
                <AxisTable key={axis} axis={axis} rows={rows.filter((row) => row.axis === axis)} onOpen={setOpen} />
              ))}
            </div>
          )}
        </Loaded>
      </div>
      {open === 'csv' && <MapCsvDialog onClose={() => setOpen(null)} />}
      {open !== null && open !== 'csv' && <WordDialog word={open} onClose={() => setOpen(null)} />}
    </>
  )
}
