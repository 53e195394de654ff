'use client'

import { type ChannelView, type DriverView, ShopSaveInput, type ShopView } from '@baton/contract'
import { useWords } from '#words/locale.tsx'
import { useDrivers } from '../channels/use-channels.ts'
import { CredentialFields } from '../form/credential-fields.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { NumberField } from '../form/number-field.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { Authorise } from './authorise.tsx'
import { EnabledField } from './enabled-field.tsx'
import { IssueToken } from './issue-token.tsx'
import { useApps, useCatalogueChanges } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

export function ShopDialog({ shop, onClose }: { shop: ShopView | undefined; onClose: () => void }) {
  const t = useWords(catalogueWords)
  const apps = useApps()
  const drivers = useDrivers()
  /** Waits for both, and tries both again. */
  const both = { ...(apps.data ? drivers : apps), refetch: () => Promise.all([apps.refetch(), drivers.refetch()]) }
  const title = shop ? `${t.edit} · ${shop.name}` : t.shops.add
  return (
    <LoadedDialog<unknown> query={both} title={title} onClose={onClose}>
      {() => (
        <ShopForm title={title} shop={shop} apps={apps.data ?? []} drivers={drivers.data ?? []} onClose={onClose} />
      )}
    </LoadedDialog>
  )
}

function ShopForm({
  title,
  shop,
  apps,
  drivers,
  onClose,
}: {
  title: string
  shop: ShopView | undefined
  apps: readonly ChannelView[]
  drivers: readonly DriverView[]
  onClose: () => void
}) {
  const t = useWords(catalogueWords)
  const { saveShop } = useCatalogueChanges()
  const form = useForm({
    schema: ShopSaveInput,
    start: {
      ...(shop && { id: shop.id, seenAt: shop.savedAt }),
      appId: shop?.appId ?? '',
      name: shop?.name ?? '',
      nativeNumber: shop?.nativeNumber ?? '',
      address: shop?.address ?? '',
      shipWithinHours: shop?.shipWithinHours ?? (null as number | null),
      fields: {} as Record<string, string | null>,
      enabled: shop?.enabled ?? true,
    },
    send: (input) => saveShop.mutateAsync({ ...input, address: input.address || null }),
    onDone: useDone(t.saved, onClose),
  })
  const platform = shop?.platform ?? apps.find(({ id }) => id === form.draft.appId)?.platform
  const driver = drivers.find((one) => one.platform === platform)
  return (
    <FormDialog title={title} form={form} onClose={onClose}>
      <SelectField
        label={t.field.app}
        required
        {...(apps.length === 0 && { hint: t.loadApps })}
        disabled={shop !== undefined}
        options={apps.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.choice('appId')}
        onChoose={(appId) => {
          form.set('appId', appId)
          form.set('fields', {})
        }}
      />
      <TextField label={t.field.name} required {...form.text('name')} />
      <TextField
        label={t.field.nativeNumber}
        {...(platform && { hint: t.field.nativeNumberHints[platform] })}
        required
        className="font-mono text-13"
        {...form.text('nativeNumber')}
      />
      {(platform === 'own-shop' || form.draft.address !== '') && (
        <TextField label={t.field.shopAddress} hint={t.field.shopAddressHint} type="url" {...form.text('address')} />
      )}
      <NumberField
        label={t.field.shipWithinHours}
        hint={t.field.shipWithinHoursHint}
        value={form.draft.shipWithinHours}
        onNumber={(hours) => form.set('shipWithinHours', hours || null)}
        {...form.errorOf('shipWithinHours')}
      />
      {driver?.redirectUri && <Authorise appId={form.draft.appId} shopId={shop?.id} redirectUri={driver.redirectUri} />}
      {driver?.issuesTokens && (
        <IssueToken
          appId={form.draft.appId}
          shopNumber={shop?.nativeNumber ?? form.draft.nativeNumber}
          onDone={onClose}
        />
      )}
      <CredentialFields
        fields={driver?.shopFields ?? []}
        values={form.draft.fields}
        stored={shop?.credentialsSet ?? []}
        errorOf={(key) => form.errorOf(`fields.${key}`)}
        onChange={(values) => form.set('fields', values)}
      />
      <EnabledField
        hint={t.field.shopOffHint}
        enabled={form.draft.enabled}
        onChange={(enabled) => form.set('enabled', enabled)}
      />
    </FormDialog>
  )
}
