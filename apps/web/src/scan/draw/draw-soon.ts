/** While more scans than these wait their turn, taking them comes before drawing: the screen follows a few times a second. */
const FEW = 4
const BEHIND_MS = 200

type Subscribe = (listener: () => void) => () => void

const changed = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let taking = 0

/** Counts a scan from when it was heard until it is decided. */
export function whileTaking<Result>(work: Promise<Result>): Promise<Result> {
  taking += 1
  return work.finally(() => {
    taking -= 1
  })
}

/**
 * Tells of changes once a frame, of all of them together: one scan changes several things, and each drawing costs a slow
 * device as much as taking the scan.
 */
export function drawnTogether(subscribe: Subscribe): Subscribe {
  return (listener) => {
    const leave = subscribe(() => {
      changed.add(listener)
      drawSoon()
    })
    return () => {
      changed.delete(listener)
      leave()
    }
  }
}

/** Whichever comes first: a page that nobody sees gets no frame, not even one that it has asked for. */
function drawSoon(): void {
  if (timer) return
  timer = setTimeout(draw, BEHIND_MS)
  if (taking <= FEW) requestAnimationFrame(draw)
}

function draw(): void {
  clearTimeout(timer)
  timer = undefined
  const told = [...changed]
  changed.clear()
  for (const listener of told) listener()
}
