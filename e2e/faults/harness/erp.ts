import { randomUUID } from 'node:crypto'
import type { ErpWriteResult, IssuedErpKey, OrderState } from '@baton/contract'
import { signedHeaders } from '@baton/platforms/standard-webhooks'
import { callApi } from '../../session.ts'
import type { TestSystem } from '../../system.ts'

/** A script of the merchant's, with the rights that somebody gave it. */
export class ErpScript {
  readonly id: string | null
  private readonly system: TestSystem
  private readonly key: IssuedErpKey

  private constructor(system: TestSystem, id: string | null, key: IssuedErpKey) {
    this.system = system
    this.id = id
    this.key = key
  }

  static async create(
    system: TestSystem,
    cookie: string,
    told: { name: string; grants: OrderState[] },
  ): Promise<ErpScript> {
    const { id } = await callApi<{ id: string }>(system, cookie, {
      path: 'erp.save',
      input: { ...told, mayHold: false },
    })
    return new ErpScript(
      system,
      id,
      await callApi<IssuedErpKey>(system, cookie, { path: 'erp.issueKey', input: { id } }),
    )
  }

  /** One that somebody connected by hand. */
  static withKey(system: TestSystem, key: IssuedErpKey): ErpScript {
    return new ErpScript(system, null, key)
  }

  write(key: string, writes: readonly object[]) {
    return this.post('/erp/v1/writes', { key, body: JSON.stringify({ writes }) })
  }

  importCsv(key: string, csv: string) {
    return this.post('/erp/v1/imports', { key, body: csv })
  }

  /** How its order stands here; null as long as it is not known. */
  async stateOf(orderNumber: string): Promise<OrderState | null> {
    const path = `/erp/v1/orders/find?number=${encodeURIComponent(orderNumber)}`
    const answer = await fetch(`${this.system.baseUrl}${path}`, { headers: this.sign(`GET ${path}`) })
    return answer.ok ? ((await answer.json()) as { state: OrderState }).state : null
  }

  private async post(path: string, { key, body }: { key: string; body: string }) {
    const headers = { ...this.sign(body), 'idempotency-key': key }
    const answer = await fetch(`${this.system.baseUrl}${path}`, { method: 'POST', headers, body })
    const { results = [] } = (await answer.json()) as { results?: readonly ErpWriteResult[] }
    return { status: answer.status, results }
  }

  private sign(body: string) {
    const signed = signedHeaders([this.key.secret], { id: randomUUID(), at: new Date(), body })
    return { 'baton-key': this.key.keyId, ...signed }
  }
}
