import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { limitOpenRequests } from './open-requests.ts'

const LIMITS = { ahead: 3, pieces: 10, bytes: 1000 }

describe('requests that are not answered yet', () => {
  const ends: (() => void)[] = []
  afterEach(() => {
    for (const end of ends.splice(0)) end()
  })

  /** Answers with the length of the body; `/wait` waits for `let go`. */
  async function serve(): Promise<{ server: Server; letGo: () => void }> {
    const waiting: (() => void)[] = []
    const listener = limitOpenRequests((request, response) => {
      let length = 0
      request.on('data', (piece: Buffer) => {
        length += piece.length
      })
      request.on('end', () => {
        const answer = () => response.end(`${length} bytes`)
        if (request.url === '/wait') waiting.push(answer)
        else answer()
      })
    }, LIMITS)
    const server = createServer(listener).listen(0, '127.0.0.1')
    ends.push(
      () => server.closeAllConnections(),
      () => server.close(),
    )
    await once(server, 'listening')
    const letGo = () => {
      for (const answer of waiting.splice(0)) answer()
    }
    return { server, letGo }
  }

  async function open(server: Server): Promise<{ socket: Socket; heard: () => string; isOver: () => boolean }> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined)
    let text = ''
    let over = false
    socket
      .setNoDelay()
      .setEncoding('utf8')
      .on('data', (chunk) => {
        text += chunk
      })
    socket.on('close', () => {
      over = true
    })
    ends.push(() => socket.destroy())
    await once(socket, 'connect')
    return { socket, heard: () => text, isOver: () => over }
  }

  const post = (length: number, path = '/') => `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n\r\n`
  const inChunks = (chunks: number) =>
    `POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(chunks)}0\r\n\r\n`

  it('may come in pieces, but not in crumbs without end', async () => {
    const { server } = await serve()
    const [few, many] = [await open(server), await open(server)]
    few.socket.write(inChunks(10))
    many.socket.write(inChunks(11))
    await expect.poll(many.isOver).toBe(true)
    expect(many.heard()).toMatch(/^HTTP\/1\.1 413 .*"code":"BODY_TOO_LARGE"/s)
    await expect.poll(few.heard).toContain('10 bytes')
  })

  it('give way, the oldest first, where the bodies that are still coming are too large together', async () => {
    const { server, letGo } = await serve()
    const [whole, oldest, older, newest] = [
      await open(server),
      await open(server),
      await open(server),
      await open(server),
    ]
    whole.socket.write(`${post(300, '/wait')}${'a'.repeat(300)}`)
    await once(server, 'request')
    for (const { socket } of [oldest, older]) {
      socket.write(`${post(400)}${'a'.repeat(300)}`)
      await once(server, 'request')
    }
    newest.socket.write(`${post(300)}${'a'.repeat(300)}`)
    await expect.poll(oldest.isOver).toBe(true)
    expect(oldest.heard()).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(newest.heard).toContain('300 bytes')
    older.socket.write('a'.repeat(100))
    await expect.poll(older.heard).toContain('400 bytes')
    letGo()
    await expect.poll(whole.heard).toContain('300 bytes')
  })

  it('are a few on one connection, as often as it likes; whoever sends more ahead is cut off', async () => {
    const { server, letGo } = await serve()
    const [patient, hasty] = [await open(server), await open(server)]
    for (let round = 1; round <= 3; round++) {
      patient.socket.write(post(0).repeat(3))
      await expect.poll(() => patient.heard().match(/0 bytes/g)?.length).toBe(3 * round)
    }
    hasty.socket.write(post(0, '/wait').repeat(4))
    await expect.poll(hasty.isOver).toBe(true)
    letGo()
    expect(patient.isOver()).toBe(false)
  })
})
