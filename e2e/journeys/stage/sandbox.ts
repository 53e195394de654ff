import type { PlatformId } from '@baton/contract'
import { callSandbox } from '../../call-sandbox.ts'

export interface SandboxOrder {
  readonly number: string
  readonly messages: readonly { readonly id: string; readonly topic: string }[]
}

interface LedgerLine {
  readonly topic: string
  readonly fate: string
  readonly sentAt: readonly string[]
}

export interface ShipmentLine {
  readonly waybill: string
  readonly outcome: 'shipped' | 'repeated' | 'refused' | 'doubled'
}

export interface ReceivedMessage {
  readonly messenger: 'wecom' | 'dingtalk' | 'email'
  readonly form: 'app' | 'card' | 'robot' | 'ding' | 'mail'
  readonly to: string
  readonly text: string
  readonly fate: string
}

export interface PrinterPanel {
  readonly port: number
  readonly prints: readonly {
    readonly language: 'zpl' | 'tspl'
    readonly texts: readonly string[]
    readonly codes: readonly string[]
  }[]
}

/** The outside world's control API; docs/sandbox.md describes it. */
export interface Sandbox {
  /** From now on nothing happens by itself, and every channel can be reached. */
  hush(): Promise<void>
  /** One order in the given state; its messages are on their way when this returns. */
  order(channel: PlatformId, state?: string): Promise<SandboxOrder>
  advance(orderNumber: string, to: string): Promise<void>
  /** Sends all messages of an order again, with the same ids; returns how many there are. */
  repeat(orderNumber: string, times: number): Promise<number>
  messagesOf(orderNumber: string): Promise<readonly LedgerLine[]>
  /** What the platform was told of parcels, whatever became of it. */
  shipmentsOf(orderNumber: string): Promise<readonly ShipmentLine[]>
  /** What people and groups received of the messengers, latest first. */
  received(): Promise<readonly ReceivedMessage[]>
  /** The label printer: what it printed, latest first. */
  printer(): Promise<PrinterPanel>
  /** From now on it has these faults and no others. */
  breakPrinter(faults: readonly string[]): Promise<void>
}

export function sandboxAt(url: string): Sandbox {
  const call = <T>(path: string, body?: object) => callSandbox<T>(url, path, body)
  return {
    async hush() {
      await call('/quiet', { quiet: true })
    },
    async order(channel, state = 'paid') {
      const { orders } = await call<{ orders: SandboxOrder[] }>('/orders', { channel, count: 1, state })
      if (!orders[0]) throw new Error('The sandbox made no order')
      return orders[0]
    },
    async advance(orderNumber, to) {
      await call(`/orders/${orderNumber}/advance`, { to })
    },
    async repeat(orderNumber, times) {
      return (await call<{ affected: number }>('/inject', { kind: 'duplicate', orderNumber, times })).affected
    },
    async messagesOf(orderNumber) {
      const line = await call<{ messages: LedgerLine[] }>(`/ledger?orderNumber=${encodeURIComponent(orderNumber)}`)
      return line.messages
    },
    async shipmentsOf(orderNumber) {
      const path = `/shipments?orderNumber=${encodeURIComponent(orderNumber)}`
      return (await call<{ shipments: ShipmentLine[] }>(path)).shipments
    },
    async received() {
      return (await call<{ messages: ReceivedMessage[] }>('/messages?limit=1000')).messages
    },
    printer: () => call<PrinterPanel>('/printer'),
    async breakPrinter(faults) {
      await call('/printer', { faults })
    },
  }
}
