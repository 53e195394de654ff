'use client'

import Link from 'next/link'
import { bilingual, useWords } from '#words/locale.tsx'
import { useAgreement } from './use-deviation.ts'

const words = bilingual(
  {
    name: '24 小时一致率',
    unknown: '还没有样本',
    told: (n: number) => `（n = ${n}，按渠道推送计算）`,
    again: (n: number) => `（n = ${n}，按抽样回读计算）`,
  },
  {
    name: '24 h agreement',
    unknown: 'no sample yet',
    told: (n: number) => ` (n = ${n}, by what the channel told)`,
    again: (n: number) => ` (n = ${n}, by sampled orders read again)`,
  },
)

/** How far one channel agreed with the hub in the last 24 hours, with its n and what it is computed from; unknown says so. */
export function AgreementFact({ appId }: { appId: string }) {
  const t = useWords(words)
  const { data } = useAgreement()
  const found = data?.find((one) => one.appId === appId)
  if (!found) return null
  return (
    <div className="flex flex-wrap items-center gap-x-1.5">
      <dt className="shrink-0 text-ink-3">{t.name}</dt>
      <dd className="font-medium">
        <Link
          href={`/admin/deviation/?channel=${appId}`}
          className="press-target inline-flex items-center underline-offset-2 hover:underline"
        >
          {found.share === null
            ? t.unknown
            : agreementText(found.share) + t[found.basis === 'told' ? 'told' : 'again'](found.n)}
        </Link>
      </dd>
    </div>
  )
}

/** Rounded down: less than all never reads as all. */
function agreementText(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}
