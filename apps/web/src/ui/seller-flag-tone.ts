import type { SellerFlag } from '@baton/contract'
import type { Tone } from './badge.tsx'

export const SELLER_FLAG_TONE = {
  red: 'red',
  orange: 'orange',
  yellow: 'amber',
  green: 'green',
  cyan: 'cyan',
  blue: 'blue',
  purple: 'violet',
  other: 'neutral',
} as const satisfies Record<SellerFlag, Tone>
