import type { Label } from './platforms.ts'
import type { SellerFlag } from './seller-flag.ts'

export const SELLER_FLAG_LABELS = {
  red: { zh: '红旗', en: 'Red flag' },
  orange: { zh: '橙旗', en: 'Orange flag' },
  yellow: { zh: '黄旗', en: 'Yellow flag' },
  green: { zh: '绿旗', en: 'Green flag' },
  cyan: { zh: '青旗', en: 'Cyan flag' },
  blue: { zh: '蓝旗', en: 'Blue flag' },
  purple: { zh: '紫旗', en: 'Purple flag' },
  other: { zh: '其他旗标', en: 'Other flag' },
} as const satisfies Record<SellerFlag, Label>
