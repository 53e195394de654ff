interface Entry<T> {
  readonly at: number
  readonly turn: number
  readonly item: T
}

/** Things to do at instants; equal instants keep the order in which they were added. A binary heap. */
export class Agenda<T> {
  private readonly heap: Entry<T>[] = []
  private turns = 0

  get size(): number {
    return this.heap.length
  }

  /** Instant of the earliest item, or infinity. */
  get nextAt(): number {
    return this.heap[0]?.at ?? Number.POSITIVE_INFINITY
  }

  add(at: number, item: T): void {
    const entry = { at, turn: this.turns, item }
    this.turns += 1
    let index = this.heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.before(index, parent)) break
      this.swap(index, parent)
      index = parent
    }
  }

  /** Takes the earliest item that is due; undefined when none is. */
  take(now: number): T | undefined {
    const first = this.heap[0]
    if (first === undefined || first.at > now) return undefined
    const last = this.heap.pop()
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last
      this.sink()
    }
    return first.item
  }

  clear(): void {
    this.heap.length = 0
  }

  private sink(): void {
    for (let index = 0; ; ) {
      const left = index * 2 + 1
      const right = left + 1
      let least = index
      if (left < this.heap.length && this.before(left, least)) least = left
      if (right < this.heap.length && this.before(right, least)) least = right
      if (least === index) return
      this.swap(index, least)
      index = least
    }
  }

  private before(a: number, b: number): boolean {
    const one = this.heap[a]
    const other = this.heap[b]
    if (one === undefined || other === undefined) return false
    return one.at < other.at || (one.at === other.at && one.turn < other.turn)
  }

  private swap(a: number, b: number): void {
    const one = this.heap[a]
    const other = this.heap[b]
    if (one === undefined || other === undefined) return
    this.heap[a] = other
    this.heap[b] = one
  }
}
