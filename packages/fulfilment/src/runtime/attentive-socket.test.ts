import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { attend } from './attentive-socket.ts'

/** A connection whose other end says nothing unless it is made to. */
class Line extends Duplex {
  readonly calls: string[] = []
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.calls.push(chunk.toString())
    done()
  }
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.calls.push(chunks.map(({ chunk }) => chunk.toString()).join('+'))
    done()
  }
}

const lines: Line[] = []
const openLine = () => {
  const line = new Line().resume()
  lines.push(line)
  attend(line as unknown as Socket)
  return line
}
const ask = async (line: Line) => {
  line.write('?')
  await turn()
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => {
  for (const line of lines.splice(0)) line.destroy()
  vi.useRealTimers()
})

it('ends what was asked and heard nothing for 18 seconds, with its idle neighbour on the same way', async () => {
  const [asked, idle] = [openLine(), openLine()]
  await ask(asked)
  vi.advanceTimersByTime(17_999)
  expect([asked.destroyed, idle.destroyed]).toEqual([false, false])
  vi.advanceTimersByTime(2)
  expect([asked.destroyed, idle.destroyed]).toEqual([true, true])
})

it('leaves a neighbour that heard something since', async () => {
  const [asked, other] = [openLine(), openLine()]
  await ask(asked)
  vi.advanceTimersByTime(4000)
  other.push('!')
  vi.advanceTimersByTime(14_001)
  expect([asked.destroyed, other.destroyed]).toEqual([true, false])
})

it('waits on while anything comes, and for ever where nothing was asked', async () => {
  const line = openLine()
  vi.advanceTimersByTime(100_000)
  await ask(line)
  for (let step = 0; step < 5; step += 1) {
    vi.advanceTimersByTime(10_000)
    line.push('…')
    await ask(line)
  }
  line.push('.')
  vi.advanceTimersByTime(100_000)
  expect(line.destroyed).toBe(false)
})

it('sends what is written in one turn in one call', async () => {
  const line = openLine()
  line.write('BEGIN')
  line.write('SELECT')
  await turn()
  line.write('COMMIT')
  await turn()
  expect(line.calls).toEqual(['BEGIN+SELECT', 'COMMIT'])
})
