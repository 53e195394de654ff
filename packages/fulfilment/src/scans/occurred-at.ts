/**
 * When an offline scan happened: device time plus the measured offset, never before the device's scan before it and never
 * after its arrival. A device whose clock was never measured is believed within those bounds.
 */
export function occurredAt(
  scan: { readonly at: string; readonly offsetMs: number | null },
  bounds: { readonly previous: Date | null; readonly received: Date },
): Date {
  const told = new Date(scan.at).getTime() + (scan.offsetMs ?? 0)
  const earliest = bounds.previous?.getTime() ?? 0
  const latest = bounds.received.getTime()
  return new Date(Math.min(Math.max(told, Math.min(earliest, latest)), latest))
}
