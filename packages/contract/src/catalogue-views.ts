import type { Instant } from './instant.ts'
import type { PlatformId } from './platforms.ts'
import type { StockHintView } from './stock.ts'

export interface MerchantView {
  readonly prefix: string
  readonly timeZone: string
  /** So long a scan may be taken back, and other systems hear of a load only afterwards. */
  readonly undoSeconds: number
  /** So long after its shipment record nobody moves an order back. */
  readonly lockHours: number
  /** Null: never yet. */
  readonly savedAt: Instant | null
}

export interface ShopView {
  readonly id: string
  readonly appId: string
  readonly appName: string
  readonly platform: PlatformId
  readonly name: string
  readonly nativeNumber: string
  readonly enabled: boolean
  readonly credentialsSet: readonly string[]
  /** Its platform has some for each shop; else the app's are enough. */
  readonly hasCredentials: boolean
  readonly tokenExpiresAt: Instant | null
  /** The platform gives new tokens without a person. */
  readonly tokenRenewsItself: boolean
  readonly address: string | null
  /** So long after payment an order is promised to leave, where its channel tells no time; null: nothing is promised. */
  readonly shipWithinHours: number | null
  readonly savedAt: Instant
}

export interface WarehouseView {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly province: string
  readonly city: string
  readonly address: string
  readonly timeZone: string
  readonly enabled: boolean
  /** How long a return in hand may wait for its inspection. */
  readonly inspectHours: number
  readonly savedAt: Instant
}

export interface ProductView {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly barcode: string | null
  readonly exempt: boolean
  readonly hasSerial: boolean
  readonly savedAt: Instant
}

export interface ListedProduct extends ProductView {
  readonly stock: readonly StockHintView[]
}

export interface ProductPage {
  readonly rows: readonly ListedProduct[]
  readonly next: string | null
  readonly categories: readonly string[]
}

export interface AssignmentRuleView {
  readonly id: string
  readonly position: number
  readonly name: string
  readonly provinces: readonly string[]
  readonly platforms: readonly PlatformId[]
  readonly categories: readonly string[]
  readonly skus: readonly string[]
  /** The warehouse's stock hints must cover the whole order and be no older than this; null: it is not asked. */
  readonly stockHintHours: number | null
  readonly warehouseId: string
  readonly warehouseName: string
  readonly enabled: boolean
  readonly savedAt: Instant
}

export interface CsvImportResult {
  readonly rows: number
  readonly created: number
  readonly updated: number
  /** Rows that are older than what is there: it stays. */
  readonly older?: number
  readonly errors: readonly {
    readonly line: number
    readonly column: string | null
    readonly message: { readonly zh: string; readonly en: string }
  }[]
  readonly applied: boolean
}
