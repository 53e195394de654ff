import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freePort, isPortFree, listeningInode, pidFromLsof, portHolder, takenPortLine } from './ports.ts'

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41812 1 0000 100 0 0 10 0
   1: 0100007F:0BB9 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 99999 1 0000 100 0 0 10 0`

test('the listening socket of a port is found, a connection on the port is not mistaken for it', () => {
  expect(listeningInode(TABLE, 3000)).toBe('41812')
  expect(listeningInode(TABLE, 3001)).toBeUndefined()
  expect(listeningInode('', 3000)).toBeUndefined()
})

test('the process id is read from the answer of lsof', () => {
  expect(pidFromLsof('p4711\nf21\n')).toBe(4711)
  expect(pidFromLsof('')).toBeUndefined()
})

test('a port is given once, taken ones are passed over, and none is one of those for outgoing connections', async () => {
  const first = await freePort()
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(first + 1, '127.0.0.1', resolve))
  const more = await Promise.all([freePort(), freePort()])
  expect(new Set([first, first + 1, ...more]).size).toBe(4)
  expect(Math.max(...more)).toBeLessThan(32_768)
})

test('a taken port is not free and names its holder', async () => {
  const port = await freePort()
  expect(await isPortFree(port)).toBe(true)
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  expect(await isPortFree(port)).toBe(false)
  expect(portHolder(port)?.pid).toBe(process.pid)
  expect(takenPortLine(port, '--port')).toMatch(
    new RegExp(`^Port ${port} is taken by process ${process.pid} .* --port\\.$`),
  )
})
