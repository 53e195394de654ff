import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where an ERP hears of orders; well or not, as its test likes. */
export interface Subscriber {
  readonly url: string
  isWell: boolean
  /** Ids of the events that it took, in their order, and how many it did not. */
  readonly taken: readonly string[]
  readonly refused: number
  close(): Promise<void>
}

export async function startSubscriber(): Promise<Subscriber> {
  const taken: string[] = []
  const state = { isWell: true, refused: 0 }
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      if (state.isWell) taken.push(String(request.headers['webhook-id']))
      else state.refused += 1
      response.writeHead(state.isWell ? 204 : 500).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    get isWell() {
      return state.isWell
    },
    set isWell(isWell) {
      state.isWell = isWell
    },
    taken,
    get refused() {
      return state.refused
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
