import { once } from 'node:events'
import { Socket, type SocketConstructorOpts } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { attend } from './attentive-socket.ts'
import type { DatabaseTls } from './database-address.ts'

/** A batch of writes is larger than Node's 64 kB, and waiting for it to drain would part statements that go together. */
const HIGH_WATER = 1_000_000
const PLAIN = { writableHighWaterMark: HIGH_WATER } as SocketConstructorOpts
/** From the first call to the end of the handshake. */
const PATIENCE_MS = 5000
/** Asks for TLS, and the answer that means yes (postgresql.org/docs/current/protocol-flow.html, SSL Session Encryption). */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const YES = 'S'.charCodeAt(0)

/** Where postgres.js wants to be connected to. */
interface Place {
  readonly host: string[]
  readonly port: number[]
  readonly path?: string | false
}

/** What postgres.js calls for a new connection. One without TLS queues its first words until the network is there. */
export function socketOpener(tls: DatabaseTls | null): (place: Place) => Socket | Promise<Socket> {
  return (place) => (tls && !place.path ? openEncrypted(place, tls) : attend(openPlain(place)))
}

function openPlain({ host: [host = 'localhost'], port: [port = 5432], path }: Place): Socket {
  const socket = new Socket(PLAIN)
  return path ? socket.connect(path) : socket.connect(port, host)
}

async function openEncrypted(place: Place, tls: DatabaseTls): Promise<Socket> {
  const plain = openPlain(place)
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    plain.write(SSL_REQUEST)
    const [answer] = (await once(plain, 'data', { signal })) as [Buffer]
    if (answer[0] !== YES) throw Object.assign(new Error('the server does not encrypt'), { code: 'NO_TLS' })
    const options = { ...tls, socket: plain, highWaterMark: HIGH_WATER }
    const socket = connectTls(options)
    await once(socket, 'secureConnect', { signal })
    return attend(socket)
  } catch (error) {
    plain.destroy()
    if (!signal.aborted) throw error
    throw Object.assign(new Error('no connection in time', { cause: error }), { code: 'CONNECT_TIMEOUT' })
  }
}
