import type { Flow } from './flow.ts'

/** Where what is in hand is worked on. */
export const SCREEN_OF = {
  ready: '/scan/',
  packing: '/scan/',
  loading: '/scan/load/',
  returning: '/scan/returns/',
  inspecting: '/scan/returns/',
  looking: '/scan/look/',
} as const satisfies Record<Flow['at'], string>
