'use client'

import {
  MESSAGE_CHANNEL_LABELS,
  RECEIPT_PROGRESS_LABELS,
  type ReceiptProgress,
  type ReceiptView,
} from '@baton/contract'
import { useState } from 'react'
import { Ago } from '#time/instant.tsx'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Fold } from '#ui/fold.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { DeliveryCode } from '../deliveries/delivery-code.tsx'
import { useReceipts } from './use-alerts.ts'
import { alertWords } from './words.ts'

const TONES = {
  queued: 'neutral',
  sending: 'blue',
  sent: 'blue',
  failed: 'red',
  needless: 'neutral',
  delivered: 'cyan',
  seen: 'teal',
  acknowledged: 'green',
} as const satisfies Record<ReceiptProgress, Tone>

/** Whom an alert reached and how far it came with each; read once somebody asks. */
export function Receipts({ id }: { id: string }) {
  const t = useWords(alertWords)
  const [open, setOpen] = useState(false)
  return (
    <Fold title={t.receipts} onToggle={(event) => setOpen(event.currentTarget.open)}>
      {open && <ReceiptList id={id} />}
    </Fold>
  )
}

function ReceiptList({ id }: { id: string }) {
  const t = useWords(alertWords)
  const receipts = useReceipts(id)
  return (
    <Loaded
      query={receipts}
      isEmpty={(rows) => rows.length === 0}
      empty={<p className="px-3 py-2 text-13 text-ink-3">{t.noReceipts}</p>}
    >
      {(rows) => (
        <ul aria-label={t.receipts} className="grid gap-2 px-3 py-2">
          {rows.map((row) => (
            <Receipt key={`${row.channelName} ${row.channel} ${row.person}`} receipt={row} />
          ))}
        </ul>
      )}
    </Loaded>
  )
}

function Receipt({ receipt }: { receipt: ReceiptView }) {
  const t = useWords(alertWords)
  const label = useLabel()
  const { channel, channelName, person, state, code } = receipt
  const at = receipt.acknowledgedAt ?? receipt.seenAt ?? receipt.deliveredAt ?? receipt.sentAt ?? receipt.queuedAt
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13">
      <span className="font-medium">{person ?? t.group}</span>
      <span className="text-ink-3">
        {channel === 'app' ? t.inApp : (channelName ?? label(MESSAGE_CHANNEL_LABELS[channel]))}
      </span>
      <Badge tone={TONES[state]} dot>
        {label(RECEIPT_PROGRESS_LABELS[state])}
      </Badge>
      {code !== null && <DeliveryCode code={code} />}
      <span className="ml-auto text-ink-3">
        <Ago at={at} />
      </span>
    </li>
  )
}
