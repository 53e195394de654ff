import type { Ground } from './harness/ground.ts'

/** One way to break a running system, and what must hold while it is broken. The invariants are checked afterwards. */
export interface Fault {
  readonly id: string
  readonly title: string
  /** Put a TCP proxy between the application and Postgres, so that the fault can break the network. */
  readonly proxied?: boolean
  /** The sandbox plays the outside world, with its own merchant; without it the fault's own gateways do. */
  readonly sandbox?: boolean
  /** It moves the clock of server and worker; what arrived later need not say so. */
  readonly movesClock?: boolean
  /** A browser opens the pages: they are built first. */
  readonly web?: boolean
  /** It takes minutes: a run of all of them leaves it out. */
  readonly onlyNamed?: boolean
  /** More settings of this fault's Postgres. */
  readonly postgres?: Readonly<Record<string, string>>
  /** Its channels lose messages for good: what came after one of them waits until a catch-up. */
  readonly losesMessages?: boolean
  run(ground: Ground): Promise<void>
}

/** Thrown by a fault that cannot be made on this machine; it counts neither as passed nor as failed. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}
