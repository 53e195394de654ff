export interface Steps {
  /** Shows what is being done, how long it takes, and how it ended: badly if it throws, or if `isGood` says so. */
  run<T>(label: string, work: () => Promise<T>, isGood?: (result: T) => boolean): Promise<T>
  note(line: string): void
}

const TICK_MS = 200

/** A list of steps, some of them at the same time, on a terminal (a last line that counts seconds) or in a log (two lines each). */
export function createSteps(out: NodeJS.WriteStream): Steps {
  const running = new Map<string, number>()
  const secondsOf = (started: number) => ((performance.now() - started) / 1000).toFixed(1)
  const clear = out.isTTY ? '\r\x1b[K' : ''
  let ticker: NodeJS.Timeout | undefined
  const tick = () => {
    const all = [...running].map(([label, started]) => `${label} ${secondsOf(started)} s`)
    if (out.isTTY && all.length > 0) out.write(`${clear}  … ${all.join(' · ')}`.slice(0, out.columns))
  }
  const print = (line: string) => {
    out.write(`${clear}${line}\n`)
    tick()
  }
  return {
    async run(label, work, isGood = () => true) {
      const started = performance.now()
      running.set(label, started)
      if (out.isTTY) ticker ??= setInterval(tick, TICK_MS)
      else print(`  … ${label}`)
      let mark = '✗'
      try {
        const result = await work()
        if (isGood(result)) mark = '✓'
        return result
      } finally {
        running.delete(label)
        if (running.size === 0) {
          clearInterval(ticker)
          ticker = undefined
        }
        print(`  ${mark} ${label} (${secondsOf(started)} s)`)
      }
    },
    note: (line) => print(`    ${line}`),
  }
}
