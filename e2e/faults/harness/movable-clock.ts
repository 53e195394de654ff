import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Preloaded into server and worker by `MovedClock`: their wall clock is the machine's, moved by the milliseconds in a file.
 * The monotonic clock and timers go on, as after a real jump.
 */
const file = process.env.E2E_CLOCK ?? ''
const LOOK_MS = 10
const realNow = Date.now.bind(Date)
let moved = 0

function look(): void {
  try {
    const told = readFileSync(file, 'utf8')
    if (Number(told) === moved) return
    moved = Number(told)
    writeFileSync(`${file}.${process.pid}`, told)
  } catch {
    // Nobody has moved it yet.
  }
}

Date.now = () => realNow() + moved
globalThis.Date = new Proxy(Date, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [target.now()] : args, made),
  apply: (target) => new target(target.now()).toString(),
})
look()
setInterval(look, LOOK_MS).unref()
