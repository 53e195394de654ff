'use client'

import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '#ui/button.tsx'
import { Mark } from '#ui/mark.tsx'
import { useWords } from '#words/locale.tsx'
import { useDrawnCode } from '../printers/use-drawn-code.ts'
import { QrCode } from './qr-code.tsx'
import { deviceWords } from './words.ts'

/** A card with one code, for scanners that see squares and for those that see bars; on the screen as on paper. While it is open, printing the page prints it alone. */
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
      <QrCode text={code} label={label} className="mx-auto size-40" />
      <Bars text={code} />
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

/** Code 128 over the card's whole width: bars of a third of a millimetre on paper, the card's margin is their quiet zone. */
function Bars({ text }: { text: string }) {
  const address = useDrawnCode('code128', text)
  return <div className="mb-1 h-14">{address !== null && <img src={address} alt="" className="size-full" />}</div>
}
