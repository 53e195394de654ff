/** Between what has the focus and the bar or the edge beside it, in px: its outline, and a little air. */
const GAP = 12

/** For the `ref` of a bar that stays in sight at the window's upper edge: what takes the focus is scrolled clear of it. */
export const keepClearBelow = clearOf('scrollPaddingTop')

/** The same for a bar at the lower edge. */
export const keepClearAbove = clearOf('scrollPaddingBottom')

/** Bars come and go, and are as high as their words need: the page's scroll padding is what they cover together. */
function clearOf(
  edge: 'scrollPaddingTop' | 'scrollPaddingBottom',
): (bar: HTMLElement | null) => (() => void) | undefined {
  const bars = new Set<HTMLElement>()
  const measure = () => {
    const heights = [...bars].map((bar) => bar.offsetHeight).filter((height) => height > 0)
    document.documentElement.style[edge] = `${heights.reduce((sum, height) => sum + height + GAP, GAP)}px`
  }
  return (bar) => {
    if (bar === null) return undefined
    bars.add(bar)
    const watch = new ResizeObserver(measure)
    watch.observe(bar)
    return () => {
      watch.disconnect()
      bars.delete(bar)
      measure()
    }
  }
}
