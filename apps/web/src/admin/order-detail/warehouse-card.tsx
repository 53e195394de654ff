'use client'

import { type OrderDetail, WarehouseChangeInput } from '@baton/contract'
import { useState } from 'react'
import { useWarehouses } from '#admin/catalogue/use-catalogue.ts'
import { WarehouseField } from '#admin/catalogue/warehouse-field.tsx'
import { FormDialog } from '#admin/form/form-dialog.tsx'
import { LoadedDialog } from '#admin/form/loaded-dialog.tsx'
import { TextField } from '#admin/form/text-field.tsx'
import { useForm } from '#admin/form/use-form.ts'
import { useTell } from '#admin/order-actions/order-actions.tsx'
import { useOrderActions } from '#admin/order-actions/use-order-actions.ts'
import { isAssignable } from '#admin/orders/view.ts'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { useWords } from '#words/locale.tsx'
import { WarehouseWhy } from './warehouse-why.tsx'
import { whyWords } from './why-words.ts'
import { detailWords } from './words.ts'

/** Who ships the order and why; until packing begins a person may choose another warehouse. */
export function WarehouseCard({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const why = useWords(whyWords)
  const mayAssign = useMay('orders.assign')
  const maySeeRules = useMay('catalogue.read')
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const { warehouse } = order
  return (
    <Section
      title={t.warehouse}
      id="warehouse"
      aside={
        mayAssign &&
        isAssignable(order) && (
          <PencilButton does={t.changeWarehouse} name={order.warehouseName ?? ''} onClick={() => setOpen(true)} />
        )
      }
    >
      <div className="px-4 py-3 text-13">
        <p className="font-medium">{order.warehouseName ?? t.unassigned}</p>
        <p className="text-ink-3">
          {warehouse === null && t.unassignedHint}
          {warehouse !== null &&
            (warehouse.byName === null ? t.byRule(warehouse.reason) : t.byPerson(warehouse.byName, warehouse.reason))}
        </p>
        {maySeeRules && (
          <Button look="quiet" size="small" className="-ml-2 mt-1" onClick={() => setAsking(true)}>
            {why.ask}
          </Button>
        )}
      </div>
      {asking && <WarehouseWhy id={order.id} onClose={() => setAsking(false)} />}
      {open && <WarehouseDialog order={order} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function WarehouseDialog({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const t = useWords(detailWords)
  const tell = useTell()
  const warehouses = useWarehouses()
  const { changeWarehouse } = useOrderActions()
  const form = useForm({
    schema: WarehouseChangeInput,
    start: { ids: [order.id], to: order.warehouse?.id ?? '', reason: '' },
    send: async (input) => tell((await changeWarehouse.mutateAsync(input))[0]),
    onDone: onClose,
  })
  return (
    <LoadedDialog query={warehouses} title={t.changeWarehouse} onClose={onClose}>
      {(known) => (
        <FormDialog title={t.changeWarehouse} hint={t.changeWarehouseHint} form={form} onClose={onClose}>
          <WarehouseField label={t.warehouse} warehouses={known} {...form.choice('to')} />
          <TextField
            label={t.changeWarehouseReason}
            hint={t.changeWarehouseReasonHint}
            required
            maxLength={200}
            {...form.text('reason')}
          />
        </FormDialog>
      )}
    </LoadedDialog>
  )
}
