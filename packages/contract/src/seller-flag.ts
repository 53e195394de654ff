import { z } from 'zod'

/** The flag a seller puts on an order at its channel. `other`: one whose colour we have no name for, told by its label. */
export const SELLER_FLAGS = ['red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'purple', 'other'] as const
export const SellerFlag = z.enum(SELLER_FLAGS)
export type SellerFlag = z.infer<typeof SellerFlag>
