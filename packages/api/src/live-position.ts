/** Where a stream goes on: after the last message the browser saw, else where the page stood, else from now. */
export function livePosition(input: {
  after?: number | undefined
  lastEventId?: string | null | undefined
}): number | undefined {
  const seen = input.lastEventId ?? ''
  return /^\d{1,15}$/.test(seen) ? Number(seen) : input.after
}
