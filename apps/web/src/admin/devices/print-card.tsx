'use client'

import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '#ui/button.tsx'
import { Mark } from '#ui/mark.tsx'
import { useWords } from '#words/locale.tsx'
import { QrCode } from './qr-code.tsx'
import { deviceWords } from './words.ts'

/** A card with one code, on the screen as on paper. While it is open, printing the page prints it alone. */
export function PrintCard({
  code,
  label,
  title,
  children,
}: {
  code: string
  label: string
  title: string
  children?: ReactNode
}) {
  const t = useWords(deviceWords)
  const card = (
    <div className="mx-auto w-64 rounded-xl border border-line bg-white p-4 text-center text-black">
      <p className="flex items-center justify-center gap-2 font-semibold">
        <Mark className="size-5" />
        {t.product}
      </p>
      <QrCode text={code} label={label} className="mx-auto size-44" />
      <p className="font-mono text-sm">{code}</p>
      <p className="mt-1 font-bold text-xl leading-tight">{title}</p>
      {children && <p className="text-sm">{children}</p>}
    </div>
  )
  return (
    <div className="grid justify-items-center gap-3">
      {card}
      <Button onClick={() => print()}>
        <Printer />
        {t.print}
      </Button>
      {createPortal(
        <div aria-hidden className="print-only">
          {card}
        </div>,
        document.body,
      )}
    </div>
  )
}
