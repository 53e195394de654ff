'use client'

import type { ShopView } from '@baton/contract'
import { Store } from 'lucide-react'
import { PlatformMark } from '#admin/order-status.tsx'
import { DueIn } from '#admin/orders/due-in.tsx'
import { fullTime } from '#time/instants.ts'
import { useNow } from '#time/use-now.ts'
import { Card } from '#ui/card.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useWords } from '#words/locale.tsx'
import { AuthorisationNotice } from './authorisation-notice.tsx'
import { CatalogueRoom, EditButton, OnOff } from './frame.tsx'
import { ShopDialog } from './shop-dialog.tsx'
import { useShops } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

export function ShopsRoom() {
  const shops = useShops()
  return (
    <CatalogueRoom
      kind="shops"
      icon={<Store />}
      query={shops}
      rows={shops.data}
      textOf={({ name, nativeNumber, appName }) => `${name} ${nativeNumber} ${appName}`}
      notice={<AuthorisationNotice shops={shops.data ?? []} />}
      list={(rows, onEdit) => <ShopTable rows={rows} onEdit={onEdit} />}
      dialog={(shop, onClose) => <ShopDialog shop={shop} onClose={onClose} />}
    />
  )
}

/** Whether somebody has to authorise it anew sooner or later. */
function isForPeople({ tokenExpiresAt, tokenRenewsItself }: ShopView, now: number): boolean {
  return tokenExpiresAt !== null && (!tokenRenewsItself || Date.parse(tokenExpiresAt) < now)
}

/** A token that renews itself is only counted down once that has failed. */
function TokenEnd({ shop }: { shop: ShopView }) {
  const t = useWords(catalogueWords)
  const now = useNow()
  if (shop.tokenExpiresAt === null) return <span className="text-ink-3">—</span>
  if (isForPeople(shop, now)) return <DueIn at={shop.tokenExpiresAt} />
  return (
    <time dateTime={shop.tokenExpiresAt} title={fullTime(shop.tokenExpiresAt)} className="text-ink-3">
      {t.renewsItself}
    </time>
  )
}

function ShopTable({ rows, onEdit }: { rows: readonly ShopView[]; onEdit: (shop: ShopView) => void }) {
  const t = useWords(catalogueWords)
  const now = useNow()
  return (
    <Card className="overflow-hidden">
      <Table caption={t.shops.title}>
        <thead>
          <tr>
            <Th>{t.field.name}</Th>
            <Th className="max-md:hidden">{t.field.nativeNumber}</Th>
            <Th className="max-lg:hidden">{t.field.credentials}</Th>
            <Th className="max-lg:hidden">{t.field.expires}</Th>
            <Th>{t.field.enabled}</Th>
            <ThUnseen>{t.edit}</ThUnseen>
          </tr>
        </thead>
        <tbody>
          {rows.map((shop) => (
            <Tr key={shop.id}>
              <Td>
                <div className="flex items-center gap-3">
                  <PlatformMark platform={shop.platform} className="size-7 rounded-lg" />
                  <div>
                    <p className="font-medium">{shop.name}</p>
                    <p className="text-ink-3 text-xs">{shop.appName}</p>
                    {isForPeople(shop, now) && (
                      <p className="mt-1 lg:hidden">
                        <TokenEnd shop={shop} />
                      </p>
                    )}
                  </div>
                </div>
              </Td>
              <Td className="font-mono text-xs max-md:hidden">{shop.nativeNumber}</Td>
              <Td className="max-lg:hidden">
                {shop.credentialsSet.length === 0 ? (
                  <span className="text-ink-3">{shop.hasCredentials ? t.notSet : t.notNeeded}</span>
                ) : (
                  t.set(shop.credentialsSet.length)
                )}
              </Td>
              <Td className="max-lg:hidden">
                <TokenEnd shop={shop} />
              </Td>
              <Td>
                <OnOff enabled={shop.enabled} />
              </Td>
              <Td className="text-right">
                <EditButton name={shop.name} onEdit={() => onEdit(shop)} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
