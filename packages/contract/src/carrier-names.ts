import { CARRIER_LABELS, CARRIERS } from './carrier-labels.ts'

type Carrier = (typeof CARRIERS)[number]

/** What channels, ERPs and people write for our carriers beside their code and label. */
const NAMES: Readonly<Record<Carrier, readonly string[]>> = {
  SF: ['顺丰', '顺丰快递', '顺丰标快'],
  YTO: ['圆通', '圆通快递'],
  ZTO: ['中通', '中通速递'],
  STO: ['申通', '申通E物流'],
  YUNDA: ['韵达', '韵达速递'],
  EMS: ['邮政EMS', 'EMS特快专递', '邮政特快专递', '中国邮政EMS', 'China EMS'],
  JD: ['京东', '京东快递'],
  JT: ['极兔', '极兔快递', 'JT Express', 'JTSD'],
  DBL: ['德邦', '德邦物流', 'Deppon Express'],
  DHL: ['DHL Express', '敦豪'],
  UPS: ['United Parcel Service'],
  FEDEX: ['FedEx Express', 'Federal Express'],
}

const byName = new Map(
  CARRIERS.flatMap((carrier) => {
    const { zh, en } = CARRIER_LABELS[carrier]
    return [carrier, zh, en, ...NAMES[carrier]].map((name) => [folded(name), carrier] as const)
  }),
)

/** Our code of a carrier by its code or name in either language, however it is spaced; null for any other word. */
export function carrierNamed(word: string): Carrier | null {
  return byName.get(folded(word)) ?? null
}

function folded(word: string): string {
  return word.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}
