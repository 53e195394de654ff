/** Below it, in percent, a device is charged soon. */
export const LOW_BATTERY = 20

/** Beyond it a device's clock is set. */
export const OFFSET_TOLD_MS = 30_000
