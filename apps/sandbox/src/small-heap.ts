const FLAGS = ['--max-semi-space-size=1', '--optimize-for-size'] as const

/**
 * Starts this very process over with a small heap where the system can (same id, same pipes): V8 takes these flags only at
 * its start, and by default keeps tens of megabytes for garbage.
 */
export function restartWithSmallHeap(): void {
  if (FLAGS.every((flag) => process.execArgv.includes(flag)) || !process.execve || process.platform === 'win32') return
  const [, ...script] = process.argv
  process.execve(process.execPath, [process.execPath, ...FLAGS, ...process.execArgv, ...script], process.env)
}
