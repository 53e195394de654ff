import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ScanShell } from '#scan/shell/scan-shell.tsx'

export const metadata: Metadata = { title: '扫码 · 接力 Baton' }

export default function ScanLayout({ children }: { children: ReactNode }) {
  return <ScanShell>{children}</ScanShell>
}
