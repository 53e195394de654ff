import { randomUUID } from 'node:crypto'
import { type PrintResult, PrintStatusAnswer, type PrintStatusInput, PrintTaken } from '@baton/contract'
import { signedHeaders } from '@baton/platforms/standard-webhooks'
import type { Settings } from './settings.ts'

const ANSWER_MS = 10_000

/** The server did not do what it was asked; `lasting`: it will not do so later either. */
export class HubFailure extends Error {
  override readonly name = 'HubFailure'
  readonly lasting: boolean

  constructor(message: string, lasting: boolean) {
    super(message)
    this.lasting = lasting
  }
}

/** Baton as an agent sees it: three signed calls. */
export class Hub {
  private readonly settings: Pick<Settings, 'url' | 'device' | 'key'>

  constructor(settings: Pick<Settings, 'url' | 'device' | 'key'>) {
    this.settings = settings
  }

  /** Jobs, as soon as there are any; none after `waitMs`. */
  async take(waitMs: number, signal: AbortSignal): Promise<PrintTaken['jobs']> {
    return PrintTaken.parse(await this.post('take', { waitMs }, { within: waitMs + ANSWER_MS, signal })).jobs
  }

  async tell(results: readonly PrintResult[], signal: AbortSignal): Promise<void> {
    await this.post('results', { results }, { within: ANSWER_MS, signal })
  }

  /** Tells how printers are and hears which they are. */
  async tellStatus(status: PrintStatusInput, signal: AbortSignal): Promise<PrintStatusAnswer['printers']> {
    return PrintStatusAnswer.parse(await this.post('status', status, { within: ANSWER_MS, signal })).printers
  }

  private async post(path: string, content: unknown, how: { within: number; signal: AbortSignal }): Promise<unknown> {
    const { url, device, key } = this.settings
    const body = JSON.stringify(content)
    const answer = await fetch(new URL(`/devices/v1/print/${path}`, url), {
      method: 'POST',
      redirect: 'error',
      headers: {
        'baton-device': device,
        ...signedHeaders([key], { id: randomUUID(), at: new Date(), body }),
        'content-type': 'application/json',
      },
      body,
      signal: AbortSignal.any([how.signal, AbortSignal.timeout(how.within)]),
    })
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text)
    throw new HubFailure(`${answer.status} ${text.slice(0, 300)}`, answer.status < 500 && answer.status !== 429)
  }
}
