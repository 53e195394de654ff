import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/**
 * How the network behaves. `cut`: connections are reset and refused. `half-open`: Postgres's end is gone and nobody tells
 * ours; new connections work. `silent`: nothing passes either way, connections are accepted and stay mute.
 */
export type Network = 'whole' | 'cut' | 'half-open' | 'silent'

interface Pair {
  readonly near: Socket
  readonly far: Socket
  dead: boolean
}

/** A TCP proxy in front of Postgres whose network can be broken. */
export class PgProxy {
  private network: Network = 'whole'
  private readonly pairs = new Set<Pair>()
  private readonly server = createServer((near) => this.take(near))
  private readonly target: number

  private constructor(target: number) {
    this.target = target
  }

  static async start(target: number): Promise<PgProxy> {
    const proxy = new PgProxy(target)
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  set(network: Network): void {
    this.network = network
    for (const pair of this.pairs) {
      if (network === 'cut') for (const end of [pair.near, pair.far]) end.resetAndDestroy()
      if (network === 'half-open') {
        pair.dead = true
        pair.far.destroy()
      }
      this.flow(pair)
    }
  }

  async close(): Promise<void> {
    for (const { near, far } of this.pairs) for (const end of [near, far]) end.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private take(near: Socket): void {
    near.on('error', () => {})
    if (this.network === 'cut') {
      near.resetAndDestroy()
      return
    }
    const far = connect({ port: this.target, host: '127.0.0.1', noDelay: true })
    const pair: Pair = { near, far, dead: false }
    this.pairs.add(pair)
    near.setNoDelay(true)
    far.on('error', () => {})
    near.on('data', (bytes) => {
      if (!pair.dead) far.write(bytes)
    })
    far.on('data', (bytes) => near.write(bytes))
    near.on('close', () => {
      this.pairs.delete(pair)
      far.destroy()
    })
    far.on('close', () => {
      if (!pair.dead) near.destroy()
    })
    this.flow(pair)
  }

  /** A paused end keeps its bytes until the network is whole again. */
  private flow({ near, far }: Pair): void {
    for (const end of [near, far])
      if (this.network === 'silent') end.pause()
      else end.resume()
  }
}
