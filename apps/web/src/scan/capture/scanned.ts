/** One code as it was captured: not yet read for its meaning. */
export interface Scanned {
  readonly text: string
  readonly via: 'wedge' | 'camera' | 'manual'
  /** `performance.now()` when its last character came. */
  readonly at: number
}
