import type { FlagGrades } from '../seller-flag.ts'

/** `seller_remark_stars` of an order; grey, `0`, is how every order begins. Source: official Doudian SDK. */
export const DOUYIN_FLAGS: FlagGrades = {
  flags: { '1': 'purple', '2': 'cyan', '3': 'green', '4': 'orange', '5': 'red' },
}
