/** Preloaded into every service: when the starting process is gone, however it went, the service ends too. */
process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 3000).unref()
})
process.stdin.on('error', () => {})
process.stdin.resume()
;(process.stdin as unknown as { unref(): void }).unref()
