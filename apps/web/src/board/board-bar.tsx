'use client'

import type { BoardView } from '@baton/contract'
import { Bell, BellRing, Package, ScanLine } from 'lucide-react'
import Link from 'next/link'
import { useSound } from '#scan/feedback/sound.ts'
import { AnySelect } from '#ui/any-select.tsx'
import { Button } from '#ui/button.tsx'
import { Mark } from '#ui/mark.tsx'
import { useWords } from '#words/locale.tsx'
import { UserMenu } from '../admin/shell/user-menu.tsx'
import { UpdatedNote } from '../admin/updated-note.tsx'
import { boardWords } from './words.ts'

/** Which floor is shown, how fresh it is, the one tap that sound needs, and the ways out. */
export function BoardBar({
  query,
  warehouseId,
  onWarehouse,
}: {
  query: { data: BoardView | undefined; dataUpdatedAt: number; isError: boolean }
  warehouseId: string | null
  onWarehouse: (id: string | null) => void
}) {
  const t = useWords(boardWords)
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-surface/95 px-4 py-2 backdrop-blur md:px-6">
      <Mark className="size-8 shrink-0" />
      <h1 className="font-semibold text-xl tracking-tight">{t.title}</h1>
      <span className="max-sm:hidden">
        <UpdatedNote query={query} />
      </span>
      <nav className="ml-auto flex items-center gap-1">
        <SoundButton />
        <Button asChild look="quiet" size="icon">
          <Link href="/admin/orders/" aria-label={t.orders} title={t.orders}>
            <Package />
          </Link>
        </Button>
        <Button asChild look="quiet" size="icon">
          <Link href="/scan/" aria-label={t.scan} title={t.scan}>
            <ScanLine />
          </Link>
        </Button>
        <UserMenu />
      </nav>
      <AnySelect
        label={t.warehouse}
        any={t.allWarehouses}
        className="sm:w-44"
        value={warehouseId}
        options={query.data?.warehouses.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        onChoose={onWarehouse}
      />
      <span className="sm:hidden">
        <UpdatedNote query={query} />
      </span>
    </header>
  )
}

function SoundButton() {
  const t = useWords(boardWords)
  const { state, enable } = useSound()
  if (state === 'unsupported') return null
  const says = state === 'ready' ? t.soundReady : t.soundOn
  return (
    <Button look="quiet" size="icon" aria-label={says} title={says} onClick={() => void enable()}>
      {state === 'ready' ? <BellRing /> : <Bell />}
    </Button>
  )
}
