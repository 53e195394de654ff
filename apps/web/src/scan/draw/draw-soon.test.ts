import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawnTogether, whileTaking } from './draw-soon.ts'

let frames: (() => void)[] = []
const nextFrame = () => {
  for (const frame of frames.splice(0)) frame()
}

/** A store with one listener; counts how often it is told to draw. */
function watched() {
  let change = () => {}
  const drawn = vi.fn()
  const leave = drawnTogether((listener) => {
    change = listener
    return () => {}
  })(drawn)
  return { change: () => change(), drawn, leave }
}

beforeEach(() => {
  frames = []
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
})

afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what changes within a frame is drawn once, with the frame', () => {
  const store = watched()
  store.change()
  store.change()
  expect(store.drawn).not.toHaveBeenCalled()
  nextFrame()
  expect(store.drawn).toHaveBeenCalledTimes(1)
  vi.runAllTimers()
  expect(store.drawn).toHaveBeenCalledTimes(1)
})

test('a page that is hidden before its frame comes draws all the same, and goes on when it is seen again', () => {
  const store = watched()
  store.change()
  vi.advanceTimersByTime(200)
  expect(store.drawn).toHaveBeenCalledTimes(1)
  nextFrame()
  store.change()
  nextFrame()
  expect(store.drawn).toHaveBeenCalledTimes(2)
})

test('while many scans wait, drawing follows a few times a second instead of each frame', async () => {
  const store = watched()
  const decide: (() => void)[] = []
  const waiting = Array.from({ length: 5 }, () => whileTaking(new Promise<void>((done) => decide.push(done))))
  store.change()
  nextFrame()
  expect(store.drawn).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(store.drawn).toHaveBeenCalledTimes(1)
  for (const done of decide) done()
  await Promise.all(waiting)
  store.change()
  nextFrame()
  expect(store.drawn).toHaveBeenCalledTimes(2)
})

test('who has left is not told any more', () => {
  const store = watched()
  store.change()
  store.leave()
  nextFrame()
  expect(store.drawn).not.toHaveBeenCalled()
})
