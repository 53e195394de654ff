import { ok } from 'node:assert/strict'
import type { Page } from 'playwright-core'

interface Focus {
  /** What has the focus, in words; null: nothing has. */
  readonly what: string | null
  /** Why somebody who looks cannot tell; null: they can. */
  readonly trouble: string | null
}

/** What has the focus, whether it is marked, and whether at least a part of it is in sight. */
function readFocus(): Focus {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return { what: null, trouble: null }
  const seen = element.closest('label') ?? element
  const what = `${element.localName} “${(element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 40)}”`
  const { left, top, width, height } = seen.getBoundingClientRect()
  const isInSight = [0.1, 0.3, 0.5, 0.7, 0.9].some((across) =>
    [0.1, 0.5, 0.9].some((down) => {
      const found = document.elementFromPoint(left + width * across, top + height * down)
      return found !== null && (seen.contains(found) || found.contains(seen))
    }),
  )
  if (!isInSight) return { what, trouble: 'is out of sight or covered' }
  /* A field of date and time marks the button of its calendar by itself. */
  const marksItself = element.matches('input[type=date], input[type=datetime-local], input[type=file]')
  const isMarked = [element, seen].some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow.includes('0px 2px')
  })
  return { what, trouble: isMarked || marksItself ? null : 'is not marked' }
}

/** Throws where somebody who looks cannot tell what has the focus; returns whether anything has it. */
export async function seeFocus(page: Page, when: string): Promise<boolean> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  const { what, trouble } = await page.evaluate(readFocus)
  ok(trouble === null, `${when} on ${page.url()}: ${what} ${trouble}`)
  return what !== null
}

/** Presses Tab (or Tab backwards) as often, and looks each time; returns at how many stops. */
export async function walk(page: Page, key: 'Tab' | 'Shift+Tab', steps: number): Promise<number> {
  let stops = 0
  for (let step = 1; step <= steps; step++) {
    await page.keyboard.press(key)
    if (await seeFocus(page, `${key} ${step}`)) stops += 1
  }
  return stops
}

/** Whether the focus is in the open dialog or menu. */
export function isFocusIn(page: Page, role: 'dialog' | 'menu'): Promise<boolean> {
  return page.getByRole(role).evaluate((box) => box.contains(document.activeElement))
}
