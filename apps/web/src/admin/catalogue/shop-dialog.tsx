'use client'

import { ShopSaveInput, type ShopView } from '@baton/contract'
import { Field, Input, NativeSelect, Unchosen } from '#ui/field.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { CredentialFields } from '../form/credential-fields.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { EnabledField } from './enabled-field.tsx'
import { useApps, useCatalogueChanges } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

export function ShopDialog({ shop, onClose }: { shop?: ShopView; onClose: () => void }) {
  const t = useWords(catalogueWords)
  const say = useToast()
  const { apps, drivers } = useApps()
  const { saveShop } = useCatalogueChanges()
  const form = useForm({
    schema: ShopSaveInput,
    start: {
      ...(shop && { id: shop.id }),
      appId: shop?.appId ?? '',
      name: shop?.name ?? '',
      nativeNumber: shop?.nativeNumber ?? '',
      address: shop?.address ?? '',
      fields: {} as Record<string, string>,
      enabled: shop?.enabled ?? true,
    },
    send: (input) => saveShop.mutateAsync({ ...input, address: input.address || null }),
    onDone: () => {
      say('good', t.saved)
      onClose()
    },
  })
  const platform = shop?.platform ?? apps.find(({ id }) => id === form.draft.appId)?.platform
  const driver = drivers.find((one) => one.platform === platform)
  return (
    <FormDialog title={shop ? `${t.edit} · ${shop.name}` : t.shops.add} form={form} onClose={onClose}>
      <Field label={t.field.app} required {...(apps.length === 0 && { hint: t.loadApps })} {...form.errorOf('appId')}>
        {(parts) => (
          <NativeSelect
            {...parts}
            value={form.draft.appId}
            disabled={shop !== undefined}
            onChange={(event) => {
              form.set('appId', event.target.value)
              form.set('fields', {})
            }}
          >
            <Unchosen />
            {shop && apps.length === 0 && <option value={shop.appId}>{shop.appName}</option>}
            {apps.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field label={t.field.name} required {...form.errorOf('name')}>
        {(parts) => (
          <Input {...parts} value={form.draft.name} onChange={(event) => form.set('name', event.target.value)} />
        )}
      </Field>
      <Field label={t.field.nativeNumber} required {...form.errorOf('nativeNumber')}>
        {(parts) => (
          <Input
            {...parts}
            className="font-mono text-13"
            value={form.draft.nativeNumber}
            onChange={(event) => form.set('nativeNumber', event.target.value)}
          />
        )}
      </Field>
      <Field label={t.field.shopAddress} hint={t.field.shopAddressHint} {...form.errorOf('address')}>
        {(parts) => (
          <Input
            {...parts}
            type="url"
            value={form.draft.address}
            onChange={(event) => form.set('address', event.target.value)}
          />
        )}
      </Field>
      <CredentialFields
        fields={driver?.shopFields ?? []}
        values={form.draft.fields}
        kept={shop !== undefined && shop.credentialsSet.length > 0}
        errorOf={(key) => form.errorOf(`fields.${key}`)}
        onChange={(values) => form.set('fields', values)}
      />
      <EnabledField enabled={form.draft.enabled} onChange={(enabled) => form.set('enabled', enabled)} />
    </FormDialog>
  )
}
