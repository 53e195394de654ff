'use client'

import { type ErpView, ORDER_STATE_LABELS } from '@baton/contract'
import { Plug } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Ago, Instant } from '#time/instant.tsx'
import { AddButton } from '#ui/add-button.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { useEntryDialog } from '../form/use-entry-dialog.ts'
import { UpdatedNote } from '../updated-note.tsx'
import { Bursts } from './bursts.tsx'
import { CallsDialog } from './calls-dialog.tsx'
import { ErpDialog } from './erp-dialog.tsx'
import { ErpKeys } from './erp-keys.tsx'
import { PauseButton } from './pause-button.tsx'
import { ScriptCheck } from './script-check/script-dialog.tsx'
import { Subscriptions } from './subscriptions.tsx'
import { useErps } from './use-erp.ts'
import { erpWords } from './words.ts'

export function ErpRoom() {
  const t = useWords(erpWords)
  const { erps, bursts } = useErps()
  const mayManage = useMay('erp.manage')
  const { onAdd, onEdit, dialog } = useEntryDialog<ErpView>((erp, onClose) => <ErpDialog erp={erp} onClose={onClose} />)
  const add = mayManage && <AddButton onClick={onAdd}>{t.add}</AddButton>
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={erps} />}>
        <ScriptCheck />
        {add}
      </PageHeader>
      <div className="grid gap-4">
        <Loaded query={erps}>
          {(rows) => (
            <>
              {rows.every((erp) => erp.kind === 'file') && (
                <Card>
                  <Empty icon={<Plug />} title={t.empty} hint={t.emptyHint}>
                    {add}
                  </Empty>
                </Card>
              )}
              <ul className="grid gap-3 lg:grid-cols-2">
                {rows.map((erp) => (
                  <li key={erp.id}>
                    <ErpCard erp={erp} mayManage={mayManage} onEdit={() => onEdit(erp)} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
        <Loaded query={bursts} isAside>
          {(rows) => <Bursts bursts={rows} />}
        </Loaded>
      </div>
      {dialog}
    </>
  )
}

function ErpCard({ erp, mayManage, onEdit }: { erp: ErpView; mayManage: boolean; onEdit: () => void }) {
  const t = useWords(erpWords)
  const label = useLabel()
  const [calling, setCalling] = useState(false)
  const figures = [
    { name: t.applied, count: erp.applied },
    { name: t.refused, count: erp.refused },
    { name: t.kept, count: erp.kept },
  ]
  return (
    <Card className="grid h-full content-start gap-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold max-sm:basis-full">{erp.name}</h2>
        {erp.kind !== 'file' && (
          <Button size="small" onClick={() => setCalling(true)}>
            {erp.kind === 'database' ? t.rows : t.calls}
          </Button>
        )}
        {mayManage && (
          <>
            <Button size="small" onClick={onEdit}>
              {t.edit}
            </Button>
            <PauseButton
              of={{ kind: 'erp', id: erp.id }}
              name={erp.name}
              isPaused={erp.pausedAt !== null}
              kept={erp.kept}
              calm
            />
          </>
        )}
      </div>
      {erp.pausedAt && (
        <p className="tone tone-amber rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg">
          {t.pausedSince} <Instant at={erp.pausedAt} />
        </p>
      )}
      <p className="flex flex-wrap gap-1.5">
        {erp.kind === 'database' && <Badge tone="blue">{t.kinds.database}</Badge>}
        {erp.grants.map((state) => (
          <Badge key={state}>{label(ORDER_STATE_LABELS[state])}</Badge>
        ))}
        {erp.mayHold && <Badge tone="orange">{t.mayHold}</Badge>}
        {erp.mayTellStock && <Badge tone="violet">{t.mayTellStock}</Badge>}
        {erp.mayTellProducts && <Badge tone="violet">{t.mayTellProducts}</Badge>}
        {erp.mayGiveLinks && <Badge tone="violet">{t.mayGiveLinks}</Badge>}
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-13">
        <dt className="w-full text-ink-3">{t.day}</dt>
        {figures.map(({ name, count }) => (
          <dd key={name}>
            <span className="font-semibold text-base">{count}</span> <span className="text-ink-2">{name}</span>
          </dd>
        ))}
      </dl>
      {erp.stockToldAt && (
        <p className="text-13 text-ink-3">
          {t.stockTold} <Ago at={erp.stockToldAt} />
        </p>
      )}
      {erp.productsToldAt && (
        <p className="text-13 text-ink-3">
          {t.productsTold} <Ago at={erp.productsToldAt} />
        </p>
      )}
      {erp.kind === 'file' ? (
        <p className="text-13 text-ink-3">{t.filesHint}</p>
      ) : (
        <>
          <ErpKeys erp={erp} mayManage={mayManage} />
          {erp.kind === 'api' && <Subscriptions erp={erp} mayManage={mayManage} />}
        </>
      )}
      {calling && <CallsDialog erp={erp} onClose={() => setCalling(false)} />}
    </Card>
  )
}
