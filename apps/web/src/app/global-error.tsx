'use client'

import './globals.css'

/** The layout itself broke: no provider is left, so both languages at once. */
export default function GlobalError() {
  return (
    <html lang="zh-CN">
      <body className="grid min-h-dvh place-items-center p-6 text-center">
        <main>
          <h1 className="font-semibold text-lg">页面出错了 · Something broke</h1>
          <p className="mt-2 text-ink-3">请刷新页面 · Please reload the page</p>
        </main>
      </body>
    </html>
  )
}
