export interface Steps {
  /** Shows what is being done, how long it takes, and how it ended: badly if it throws, or if `isGood` says so. */
  run<T>(label: string, work: () => Promise<T>, isGood?: (result: T) => boolean): Promise<T>
  note(line: string): void
}

/** A list of steps on a terminal (one line each, counting seconds) or in a log (two lines each). */
export function createSteps(out: NodeJS.WriteStream): Steps {
  return {
    async run(label, work, isGood = () => true) {
      const started = performance.now()
      const seconds = () => ((performance.now() - started) / 1000).toFixed(1)
      const show = (mark: string) => out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ${mark} ${label}`)
      if (!out.isTTY) out.write(`  … ${label}\n`)
      const ticker = out.isTTY ? setInterval(() => show('…') && out.write(` ${seconds()} s`), 200) : undefined
      if (out.isTTY) show('…')
      try {
        const result = await work()
        clearInterval(ticker)
        show(isGood(result) ? '✓' : '✗')
        return result
      } catch (error) {
        clearInterval(ticker)
        show('✗')
        throw error
      } finally {
        out.write(` (${seconds()} s)\n`)
      }
    },
    note: (line) => out.write(`${out.isTTY ? '\r\x1b[K' : ''}    ${line}\n`),
  }
}
