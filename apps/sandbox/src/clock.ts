/** Simulated time: runs `speed` times as fast as the wall clock it is given, or stands still. */
export class SimClock {
  readonly wall: () => number
  private anchorWall: number
  private anchorSim: number
  private rate = 1
  private going = false

  constructor(wall: () => number) {
    this.wall = wall
    this.anchorWall = wall()
    this.anchorSim = this.anchorWall
  }

  /** Unix milliseconds of simulated time. */
  now(): number {
    return this.going ? this.anchorSim + (this.wall() - this.anchorWall) * this.rate : this.anchorSim
  }

  get running(): boolean {
    return this.going
  }

  get speed(): number {
    return this.rate
  }

  run(running: boolean): void {
    this.anchor()
    this.going = running
  }

  /** Throws for anything outside 1 to 1000. */
  setSpeed(speed: number): void {
    if (!(speed >= 1 && speed <= 1000)) throw new RangeError('The speed must be between 1 and 1000.')
    this.anchor()
    this.rate = speed
  }

  /** Wall milliseconds that this much simulated time takes at the present speed. */
  wallSpan(simMs: number): number {
    return simMs / this.rate
  }

  private anchor(): void {
    this.anchorSim = this.now()
    this.anchorWall = this.wall()
  }
}
