'use client'

import { WarehouseSaveInput, type WarehouseView } from '@baton/contract'
import { Warehouse } from 'lucide-react'
import { merchantZone } from '#time/zone.ts'
import { Card } from '#ui/card.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { NumberField } from '../form/number-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { ZoneField } from '../form/zone-field.tsx'
import { EnabledField } from './enabled-field.tsx'
import { CatalogueRoom, EditButton, OnOff } from './frame.tsx'
import { useCatalogueChanges, useWarehouses } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

export function WarehousesRoom() {
  const warehouses = useWarehouses()
  return (
    <CatalogueRoom
      kind="warehouses"
      icon={<Warehouse />}
      query={warehouses}
      rows={warehouses.data}
      textOf={({ name, code, province, city, address }) => `${name} ${code} ${province}${city}${address}`}
      list={(rows, onEdit) => <WarehouseTable rows={rows} onEdit={onEdit} />}
      dialog={(warehouse, onClose) => <WarehouseDialog warehouse={warehouse} onClose={onClose} />}
    />
  )
}

function WarehouseTable({ rows, onEdit }: { rows: readonly WarehouseView[]; onEdit: (row: WarehouseView) => void }) {
  const t = useWords(catalogueWords)
  return (
    <Card className="overflow-hidden">
      <Table caption={t.warehouses.title}>
        <thead>
          <tr>
            <Th>{t.field.name}</Th>
            <Th className="max-sm:hidden">{t.field.address}</Th>
            <Th className="max-lg:hidden">{t.field.timeZone}</Th>
            <Th>{t.field.enabled}</Th>
            <ThUnseen>{t.edit}</ThUnseen>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Td>
                <p className="font-medium">{row.name}</p>
                <p className="font-mono text-ink-3 text-xs">{row.code}</p>
              </Td>
              <Td className="max-sm:hidden">
                <p>
                  {row.province} {row.city}
                </p>
                <p className="text-ink-3 text-xs">{row.address}</p>
              </Td>
              <Td className="text-ink-2 max-lg:hidden">{row.timeZone}</Td>
              <Td>
                <OnOff enabled={row.enabled} />
              </Td>
              <Td className="text-right">
                <EditButton name={row.name} onEdit={() => onEdit(row)} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

const TEXTS = ['code', 'name', 'province', 'city', 'address'] as const

function WarehouseDialog({ warehouse, onClose }: { warehouse: WarehouseView | undefined; onClose: () => void }) {
  const t = useWords(catalogueWords)
  const { saveWarehouse } = useCatalogueChanges()
  const form = useForm({
    schema: WarehouseSaveInput,
    start: {
      ...(warehouse && { id: warehouse.id, seenAt: warehouse.savedAt }),
      code: warehouse?.code ?? '',
      name: warehouse?.name ?? '',
      province: warehouse?.province ?? '',
      city: warehouse?.city ?? '',
      address: warehouse?.address ?? '',
      timeZone: warehouse?.timeZone ?? merchantZone(),
      enabled: warehouse?.enabled ?? true,
      inspectHours: warehouse?.inspectHours ?? 4,
    },
    send: saveWarehouse.mutateAsync,
    onDone: useDone(t.saved, onClose),
  })
  return (
    <FormDialog title={warehouse ? `${t.edit} · ${warehouse.name}` : t.warehouses.add} form={form} onClose={onClose}>
      <div className="grid gap-4 sm:grid-cols-2">
        {TEXTS.map((key) => (
          <TextField
            key={key}
            label={t.field[key]}
            required
            fieldClass={key === 'address' ? 'sm:col-span-2' : ''}
            {...(key === 'code' && { hint: t.field.codeHint })}
            {...form.text(key)}
          />
        ))}
      </div>
      <ZoneField label={t.field.timeZone} hint={t.field.timeZoneHint} required {...form.text('timeZone')} />
      <NumberField
        label={t.field.inspectHours}
        hint={t.field.inspectHoursHint}
        required
        value={form.draft.inspectHours}
        onNumber={(inspectHours) => form.set('inspectHours', inspectHours)}
        {...form.errorOf('inspectHours')}
      />
      <EnabledField enabled={form.draft.enabled} onChange={(enabled) => form.set('enabled', enabled)} />
    </FormDialog>
  )
}
