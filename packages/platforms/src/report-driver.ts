import type { Label } from '@baton/contract'
import type { ChannelCalls, CredentialField } from './driver.ts'
import type { CarrierCodes } from './ship.ts'

/** Systems that hear of shipments and send no orders of their own. */
const REPORT_SYSTEMS = ['weixin-mini'] as const
export type ReportSystem = (typeof REPORT_SYSTEMS)[number]

/** One outside system that only wants to be told. */
export interface ReportDriver {
  readonly system: ReportSystem
  readonly label: Label
  readonly appFields: readonly CredentialField[]
  readonly endpoints: Readonly<Record<string, string>>
  readonly carriers: CarrierCodes
  readonly calls: Pick<ChannelCalls, 'ship' | 'cancel' | 'refreshToken'>
}
