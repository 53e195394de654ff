'use client'

/** What was exported stays as it is until the page is drawn over it: the browser neither loads it again nor draws it. */
export function FirstPaint() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: empty, and never written over what was exported
  return <div suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />
}
