import type { Label } from './platforms.ts'

/** Our own codes of carriers; each channel has its own for them, and its own list for all others. */
export const CARRIERS = ['SF', 'YTO', 'ZTO', 'STO', 'YUNDA', 'EMS', 'JD', 'JT', 'DBL', 'DHL', 'UPS', 'FEDEX'] as const

export const CARRIER_LABELS = {
  SF: { zh: '顺丰速运', en: 'SF Express' },
  YTO: { zh: '圆通速递', en: 'YTO Express' },
  ZTO: { zh: '中通快递', en: 'ZTO Express' },
  STO: { zh: '申通快递', en: 'STO Express' },
  YUNDA: { zh: '韵达快递', en: 'Yunda Express' },
  EMS: { zh: '邮政 EMS', en: 'EMS' },
  JD: { zh: '京东物流', en: 'JD Logistics' },
  JT: { zh: '极兔速递', en: 'J&T Express' },
  DBL: { zh: '德邦快递', en: 'Deppon' },
  DHL: { zh: 'DHL', en: 'DHL' },
  UPS: { zh: 'UPS', en: 'UPS' },
  FEDEX: { zh: '联邦快递', en: 'FedEx' },
} as const satisfies Record<(typeof CARRIERS)[number], Label>

/** The name of one of our carriers; any other word stands for itself. */
export function carrierLabel(carrier: string): Label {
  return Object.hasOwn(CARRIER_LABELS, carrier)
    ? CARRIER_LABELS[carrier as keyof typeof CARRIER_LABELS]
    : { zh: carrier, en: carrier }
}
