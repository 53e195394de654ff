'use client'

import {
  DEFAULT_PRINTER_PORT,
  PRINTER_LANGUAGE_LABELS,
  PRINTER_LANGUAGES,
  PrinterLanguage,
  PrinterSaveInput,
  type PrinterView,
} from '@baton/contract'
import { SwitchField } from '#admin/catalogue/enabled-field.tsx'
import { useWarehouses } from '#admin/catalogue/use-catalogue.ts'
import { Field, type FieldParts, Input, NativeSelect, Unchosen } from '#ui/field.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { usePrinting } from './use-printers.ts'
import { printerWords } from './words.ts'

/** Adds a printer, or changes one. */
export function PrinterDialog({ printer, onClose }: { printer: PrinterView | null; onClose: () => void }) {
  const t = useWords(printerWords)
  const label = useLabel()
  const say = useToast()
  const { save } = usePrinting()
  const form = useForm({
    schema: PrinterSaveInput,
    start: {
      id: printer?.id ?? null,
      warehouseId: printer?.warehouseId ?? '',
      name: printer?.name ?? '',
      host: printer?.host ?? '',
      port: printer?.port ?? DEFAULT_PRINTER_PORT,
      language: printer?.language ?? ('zpl' as PrinterLanguage),
      enabled: printer?.enabled ?? true,
    },
    send: save.mutateAsync,
    onDone: () => {
      say('good', t.saved)
      onClose()
    },
  })
  return (
    <FormDialog title={printer ? `${t.edit} · ${printer.name}` : t.add} form={form} onClose={onClose}>
      <Field label={t.warehouse} required {...form.errorOf('warehouseId')}>
        {(parts) => (
          <WarehouseSelect
            parts={parts}
            value={form.draft.warehouseId}
            onChange={(warehouseId) => form.set('warehouseId', warehouseId)}
          />
        )}
      </Field>
      <Field label={t.name} hint={t.nameHint} required {...form.errorOf('name')}>
        {(parts) => (
          <Input {...parts} value={form.draft.name} onChange={(event) => form.set('name', event.target.value)} />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <Field label={t.host} hint={t.hostHint} required {...form.errorOf('host')}>
          {(parts) => (
            <Input {...parts} value={form.draft.host} onChange={(event) => form.set('host', event.target.value)} />
          )}
        </Field>
        <Field label={t.port} required {...form.errorOf('port')}>
          {(parts) => (
            <Input
              {...parts}
              inputMode="numeric"
              value={form.draft.port}
              onChange={(event) => form.set('port', Number(event.target.value.replace(/\D/g, '').slice(0, 5)))}
            />
          )}
        </Field>
      </div>
      <Field label={t.language} required {...form.errorOf('language')}>
        {(parts) => (
          <NativeSelect
            {...parts}
            value={form.draft.language}
            onChange={(event) => form.set('language', PrinterLanguage.parse(event.target.value))}
          >
            {PRINTER_LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {label(PRINTER_LANGUAGE_LABELS[one])}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <SwitchField
        label={t.enabled}
        checked={form.draft.enabled}
        onChange={(enabled) => form.set('enabled', enabled)}
      />
    </FormDialog>
  )
}

export function WarehouseSelect({
  parts,
  value,
  onChange,
}: {
  parts: FieldParts
  value: string
  onChange: (id: string) => void
}) {
  const warehouses = useWarehouses().data ?? []
  return (
    <NativeSelect {...parts} value={value} onChange={(event) => onChange(event.target.value)}>
      <Unchosen />
      {warehouses
        .filter((one) => one.enabled || one.id === value)
        .map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
    </NativeSelect>
  )
}
