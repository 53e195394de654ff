import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { FIRST_PAINT } from '#look/first-paint.ts'
import './globals.css'

export const metadata: Metadata = {
  title: '接力 Baton',
  description: '多渠道订单履约控制',
  manifest: '/manifest.webmanifest',
  icons: { icon: '/icon.svg', apple: '/icons/apple-180.png' },
  appleWebApp: { capable: true, title: '接力', statusBarStyle: 'default' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fafb' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1116' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a file of ours, in no part from outside */}
        <script id="first-paint" dangerouslySetInnerHTML={{ __html: FIRST_PAINT }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
