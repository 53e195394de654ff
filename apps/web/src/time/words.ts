import { bilingual } from '#words/locale.tsx'
import { countdownSpan, type DurationUnit, roughSpan, type SpanPart } from './instants.ts'

const ZH_UNIT = { day: '天', hour: '小时', minute: '分钟', second: '秒' } as const satisfies Record<
  DurationUnit,
  string
>
const EN_UNIT = { day: 'd', hour: 'h', minute: 'min', second: 's' } as const satisfies Record<DurationUnit, string>

const zhPart = (part: SpanPart) => `${part.count} ${ZH_UNIT[part.unit]}`
const enPart = (part: SpanPart) => `${part.count} ${EN_UNIT[part.unit]}`

export const timeWords = bilingual(
  {
    ago: (ms: number) => (ms < 1500 ? '刚刚' : `${zhPart(roughSpan(ms))}前`),
    span: (ms: number) => countdownSpan(ms).map(zhPart).join(' '),
    left: (ms: number) => `剩 ${countdownSpan(ms).map(zhPart).join(' ')}`,
    overdue: (ms: number) => `已超 ${countdownSpan(ms).map(zhPart).join(' ')}`,
  },
  {
    ago: (ms: number) => (ms < 1500 ? 'just now' : `${enPart(roughSpan(ms))} ago`),
    span: (ms: number) => countdownSpan(ms).map(enPart).join(' '),
    left: (ms: number) => `${countdownSpan(ms).map(enPart).join(' ')} left`,
    overdue: (ms: number) => `${countdownSpan(ms).map(enPart).join(' ')} over`,
  },
)
