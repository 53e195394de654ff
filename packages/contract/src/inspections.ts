import type { ReturnGrade } from './scans.ts'

/** Where a device puts the photos of an inspection and the office reads them; the photo's id follows. */
export const PHOTO_PATH = '/api/photos/'

/** Bytes of one photo as it is uploaded; a device shrinks what is larger. */
export const MAX_PHOTO_BYTES = 1_000_000

/** Photos of one inspection. */
export const MAX_PHOTOS = 6

/** What the floor found of a return. */
export interface OrderInspection {
  /** The scan that recorded it. */
  readonly id: string
  readonly grade: ReturnGrade
  readonly note: string
  readonly waybill: string | null
  /** Who held the device; null: nobody was signed in. */
  readonly inspectorName: string | null
  readonly deviceName: string
  readonly occurredAt: string
  /** Those that are here, in the order they were taken. */
  readonly photoIds: readonly string[]
  /** Named by the inspection and not here: still on the device, or forgotten since. */
  readonly missingPhotos: number
}
