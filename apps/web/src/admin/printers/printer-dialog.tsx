'use client'

import {
  DEFAULT_PRINTER_PORT,
  PRINTER_LANGUAGE_LABELS,
  PRINTER_LANGUAGES,
  type PrinterLanguage,
  PrinterSaveInput,
  type PrinterView,
  type WarehouseView,
} from '@baton/contract'
import { SwitchField } from '#admin/catalogue/enabled-field.tsx'
import { useWarehouses } from '#admin/catalogue/use-catalogue.ts'
import { WarehouseField } from '#admin/catalogue/warehouse-field.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { NumberField } from '../form/number-field.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { usePrinting } from './use-printers.ts'
import { printerWords } from './words.ts'

/** Adds a printer, or changes one. */
export function PrinterDialog({ printer, onClose }: { printer: PrinterView | undefined; onClose: () => void }) {
  const t = useWords(printerWords)
  const title = printer ? `${t.edit} · ${printer.name}` : t.add
  return (
    <LoadedDialog query={useWarehouses()} title={title} onClose={onClose}>
      {(warehouses) => <PrinterForm title={title} printer={printer} warehouses={warehouses} onClose={onClose} />}
    </LoadedDialog>
  )
}

function PrinterForm({
  title,
  printer,
  warehouses,
  onClose,
}: {
  title: string
  printer: PrinterView | undefined
  warehouses: readonly WarehouseView[]
  onClose: () => void
}) {
  const t = useWords(printerWords)
  const label = useLabel()
  const { save } = usePrinting()
  const form = useForm({
    schema: PrinterSaveInput,
    start: {
      id: printer?.id ?? null,
      ...(printer && { seenAt: printer.savedAt }),
      warehouseId: printer?.warehouseId ?? '',
      name: printer?.name ?? '',
      host: printer?.host ?? '',
      port: printer?.port ?? DEFAULT_PRINTER_PORT,
      language: printer?.language ?? ('zpl' as PrinterLanguage),
      enabled: printer?.enabled ?? true,
    },
    send: save.mutateAsync,
    onDone: useDone(t.saved, onClose),
  })
  return (
    <FormDialog title={title} form={form} onClose={onClose}>
      <WarehouseField label={t.warehouse} warehouses={warehouses} {...form.choice('warehouseId')} />
      <TextField label={t.name} hint={t.nameHint} required {...form.text('name')} />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <TextField label={t.host} hint={t.hostHint} required {...form.text('host')} />
        <NumberField
          label={t.port}
          required
          digits={5}
          value={form.draft.port}
          onNumber={(port) => form.set('port', port)}
          {...form.errorOf('port')}
        />
      </div>
      <SelectField
        label={t.language}
        required
        options={PRINTER_LANGUAGES.map((one) => ({ value: one, label: label(PRINTER_LANGUAGE_LABELS[one]) }))}
        {...form.choice('language')}
      />
      <SwitchField
        label={t.enabled}
        hint={t.enabledHint}
        checked={form.draft.enabled}
        onChange={(enabled) => form.set('enabled', enabled)}
      />
    </FormDialog>
  )
}
