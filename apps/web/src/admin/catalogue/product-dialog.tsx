'use client'

import { ProductSaveInput, type ProductView } from '@baton/contract'
import { Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { SwitchField } from './enabled-field.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { useCatalogueChanges } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

export function ProductDialog({
  product,
  categories,
  onClose,
}: {
  product: ProductView | undefined
  categories: readonly string[]
  onClose: () => void
}) {
  const t = useWords(catalogueWords)
  const { saveProduct, removeProduct } = useCatalogueChanges()
  const [removing, setRemoving] = useState(false)
  const listId = useId()
  const form = useForm({
    schema: ProductSaveInput,
    start: {
      sku: product?.sku ?? '',
      name: product?.name ?? '',
      category: product?.category ?? '',
      barcode: product?.barcode ?? '',
      exempt: product?.exempt ?? false,
      hasSerial: product?.hasSerial ?? false,
      seenAt: product?.savedAt ?? null,
    },
    send: (input) => saveProduct.mutateAsync({ ...input, barcode: input.barcode || null }),
    onDone: useDone(t.saved, onClose),
  })
  if (removing && product) {
    return (
      <RemoveDialog
        title={t.removeProductTitle}
        hint={t.removeProductHint}
        name={`${product.sku} · ${product.name}`}
        what={{ sku: product.sku }}
        action={removeProduct}
        onDone={onClose}
        onClose={() => setRemoving(false)}
      />
    )
  }
  return (
    <FormDialog
      title={product ? `${t.edit} · ${product.sku}` : t.products.add}
      form={form}
      onClose={onClose}
      aside={
        product && (
          <Button look="quiet" className="text-danger-text" onClick={() => setRemoving(true)}>
            <Trash2 />
            {t.remove}
          </Button>
        )
      }
    >
      <TextField
        label={t.field.sku}
        required
        className="font-mono text-13"
        disabled={product !== undefined}
        {...form.text('sku')}
      />
      <TextField label={t.field.name} required {...form.text('name')} />
      <Field label={t.field.category} required {...form.errorOf('category')}>
        {(parts) => (
          <>
            <Input
              {...parts}
              list={listId}
              value={form.draft.category}
              onChange={(event) => form.set('category', event.target.value)}
            />
            <datalist id={listId}>
              {categories.map((category) => (
                <option key={category} value={category} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <TextField label={t.field.barcode} className="font-mono text-13" inputMode="numeric" {...form.text('barcode')} />
      <SwitchField
        label={t.field.exempt}
        hint={t.field.exemptHint}
        checked={form.draft.exempt}
        onChange={(exempt) => form.set('exempt', exempt)}
      />
      <SwitchField
        label={t.field.hasSerial}
        hint={t.field.hasSerialHint}
        checked={form.draft.hasSerial}
        onChange={(hasSerial) => form.set('hasSerial', hasSerial)}
      />
    </FormDialog>
  )
}
