'use client'

import { type OrderDetail, type ParcelView, UnbindInput } from '@baton/contract'
import { useState } from 'react'
import { FormDialog } from '#admin/form/form-dialog.tsx'
import { NoteField } from '#admin/form/text-field.tsx'
import { useForm } from '#admin/form/use-form.ts'
import { useTell } from '#admin/order-actions/order-actions.tsx'
import { useOrderActions } from '#admin/order-actions/use-order-actions.ts'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { detailWords } from './words.ts'

/** A waybill that was bound to this order by mistake, as long as its parcel may still be here. */
export function UnbindButton({ order, parcel }: { order: OrderDetail; parcel: ParcelView }) {
  const t = useWords(detailWords)
  const mayUnbind = useMay('orders.unbind')
  const [open, setOpen] = useState(false)
  const isOver = order.state === 'shipped' || order.state === 'done' || parcel.trace !== 'created'
  if (!mayUnbind || isOver) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t.unbind}
      </Button>
      {open && <UnbindDialog order={order} waybill={parcel.waybill} onClose={() => setOpen(false)} />}
    </>
  )
}

function UnbindDialog({ order, waybill, onClose }: { order: OrderDetail; waybill: string; onClose: () => void }) {
  const t = useWords(detailWords)
  const tell = useTell()
  const { unbind } = useOrderActions()
  const form = useForm({
    schema: UnbindInput,
    start: { id: order.id, waybill, reason: '' },
    send: async (input) => tell(await unbind.mutateAsync(input)),
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t.unbindTitle(waybill)}
      hint={order.state === 'part_shipped' ? t.unbindLastHint : t.unbindHint}
      form={form}
      onClose={onClose}
      saveLabel={t.unbind}
    >
      <NoteField label={t.unbindReason} hint={t.unbindReasonHint} required maxLength={300} {...form.text('reason')} />
    </FormDialog>
  )
}
