'use client'

import { type ChannelView, deliveryCodeLabel, PLATFORM_LABELS } from '@baton/contract'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { PlatformMark } from '#admin/order-status.tsx'
import { useMay } from '#data/session.ts'
import { Ago, Instant } from '#time/instant.tsx'
import { Badge, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { AgreementFact } from '../deviation/agreement-fact.tsx'
import { PauseButton } from '../erp/pause-button.tsx'
import { ChannelSwitch } from './channel-switch.tsx'
import { RefusalsDialog } from './refusals-dialog.tsx'
import { CONNECTION_TONE, COUNT_KEYS, COUNT_TONE, type CountKey, eventsHref } from './view.ts'
import { channelWords } from './words.ts'
import { WriteBackRate } from './write-back-rate.tsx'

export function ChannelCard({ channel, onEdit }: { channel: ChannelView; onEdit: () => void }) {
  const t = useWords(channelWords)
  const label = useLabel()
  const mayManage = useMay('channels.manage')
  const titleId = `channel-${channel.id}`
  return (
    <li
      aria-labelledby={titleId}
      className="flex min-w-0 flex-col rounded-xl border border-line bg-surface shadow-card"
    >
      <div className="flex items-center gap-3 px-4 pt-4 max-[20rem]:flex-wrap">
        <PlatformMark platform={channel.platform} className="size-9 rounded-lg text-sm" />
        <div className="min-w-0 flex-1 max-[20rem]:min-w-[70%]">
          <h2 id={titleId} className="font-semibold text-base leading-tight">
            {channel.name}
          </h2>
          <p className="line-clamp-2 text-ink-3 text-xs">
            {label(PLATFORM_LABELS[channel.platform])}
            {channel.shops.length > 0 && ` · ${channel.shops.map(({ name }) => name).join(', ')}`}
          </p>
        </div>
        {mayManage && (
          <>
            <PencilButton does={t.edit} name={channel.name} onClick={onEdit} />
            <ChannelSwitch channel={channel} />
          </>
        )}
      </div>
      {channel.pausedAt !== null && <Paused channel={channel} mayManage={mayManage} />}
      <Pulse channel={channel} mayManage={mayManage} />
      <Counts channel={channel} />
      <Plumbing channel={channel} />
    </li>
  )
}

/** Since when, and how much waits. */
function Paused({ channel, mayManage }: { channel: ChannelView; mayManage: boolean }) {
  const t = useWords(channelWords)
  return (
    <div className="tone tone-amber mx-4 mt-3 flex flex-wrap items-center gap-2 rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg">
      <p className="min-w-0 flex-1">
        {t.paused(channel.kept)} {channel.pausedAt !== null && <Instant at={channel.pausedAt} />}
      </p>
      {mayManage && <PauseOrResume channel={channel} />}
    </div>
  )
}

function PauseOrResume({ channel: { id, name, pausedAt, kept } }: { channel: ChannelView }) {
  return <PauseButton of={{ kind: 'channel', id }} name={name} isPaused={pausedAt !== null} kept={kept} calm />
}

/** How it is, and the way to pause it while it runs. */
function Pulse({ channel, mayManage }: { channel: ChannelView; mayManage: boolean }) {
  const t = useWords(channelWords)
  const { id, connection, lastEventAt, lagMs, pausedAt } = channel
  return (
    <div className="grid gap-2 px-4 pt-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-3">
        <Badge tone={CONNECTION_TONE[connection.state]} dot>
          {t.connection[connection.state]}
        </Badge>
        {mayManage && pausedAt === null && <PauseOrResume channel={channel} />}
      </div>
      <dl className="flex flex-wrap items-center gap-x-5 gap-y-1 text-13">
        <Fact name={t.lastEvent}>{lastEventAt === null ? t.noEvent : <Ago at={lastEventAt} />}</Fact>
        {lagMs !== null && <Fact name={t.lag}>{t.ms(lagMs)}</Fact>}
        <AgreementFact appId={id} />
      </dl>
      {connection.error !== null && (
        <p className={cn('rounded-lg bg-tone-bg px-3 py-1.5 text-tone-fg text-xs', toneClass('red'))}>
          {t.connectionFailed} <Fault text={connection.error} />
        </p>
      )}
    </div>
  )
}

/** What a call ended with: the code before the colon in words where it is ours, the rest as it came. */
function Fault({ text }: { text: string }) {
  const label = useLabel()
  const [, code = '', detail = ''] = /^(\w+): (.*)$/s.exec(text) ?? []
  const known = deliveryCodeLabel(code)
  return (
    <>
      {known && label(known)} <code className="break-all font-mono">{known ? detail : text}</code>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}

function Counts({ channel }: { channel: ChannelView }) {
  const t = useWords(channelWords)
  const [refusals, setRefusals] = useState(false)
  return (
    <>
      <ul
        aria-label={t.countsLabel}
        className="mx-4 mt-3 grid grid-cols-3 overflow-hidden rounded-lg border border-line sm:grid-cols-6"
      >
        {COUNT_KEYS.map((key) => (
          <li key={key} className="-mr-px -mb-px border-line border-r border-b sm:nth-[-n+3]:col-span-2">
            {key === 'refused' ? (
              <button type="button" onClick={() => setRefusals(true)} className={COUNT_BOX}>
                <Count name={key} count={channel.counts[key]} />
              </button>
            ) : (
              <Link href={eventsHref(channel.id, key)} className={COUNT_BOX}>
                <Count name={key} count={channel.counts[key]} />
              </Link>
            )}
          </li>
        ))}
      </ul>
      {refusals && <RefusalsDialog id={channel.id} onClose={() => setRefusals(false)} />}
    </>
  )
}

const COUNT_BOX =
  'grid min-h-13 w-full content-center px-2 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2'

function Count({ name, count }: { name: CountKey; count: number }) {
  const t = useWords(channelWords)
  const tone = COUNT_TONE[name]
  const alarming = tone !== null && count > 0
  return (
    <>
      <span className="wrap-normal text-2xs text-ink-3">{t.counts[name]}</span>
      <span
        className={cn(
          'font-semibold text-sm',
          count === 0 && 'font-normal text-ink-3',
          alarming && `${toneClass(tone)} text-tone-fg`,
        )}
      >
        {count.toLocaleString('en-US')}
      </span>
    </>
  )
}

function Plumbing({ channel }: { channel: ChannelView }) {
  const t = useWords(channelWords)
  return (
    <dl className="mt-3 grid flex-1 content-start gap-2.5 border-line border-t px-4 py-3 text-13">
      {channel.pushPath !== null && (
        <div>
          <dt className="text-ink-3 text-xs">
            {t.push} · {t.pushHint}
          </dt>
          <dd className="flex items-center gap-1 font-mono text-xs">
            <span className="min-w-0 break-all">{location.origin + channel.pushPath}</span>
            <CopyButton text={location.origin + channel.pushPath} what={t.push} />
          </dd>
        </div>
      )}
      <WriteBackRate channel={channel} />
      <div>
        <dt className="mb-1 text-ink-3 text-xs">{t.catchUp}</dt>
        {channel.catchUp.length === 0 && (
          <dd>
            {t.noShops} ·{' '}
            <Link href="/admin/catalogue/shops/" className="text-accent-text hover:underline">
              {t.addShop}
            </Link>
          </dd>
        )}
        {channel.catchUp.map((shop) => (
          <dd key={shop.shopId} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-0.5">
            <span className="min-w-0">{shop.shopName}</span>
            {shop.lastRunAt !== null && (
              <Badge tone={shop.missed > 0 ? 'amber' : 'neutral'}>
                {shop.missed > 0 ? t.catchUpMissed(shop.missed) : t.catchUpNone}
              </Badge>
            )}
            <span className="ml-auto text-ink-3 text-xs">
              {shop.lastRunAt === null ? (
                t.catchUpNever
              ) : (
                <>
                  {t.catchUpAt} <Ago at={shop.lastRunAt} />
                </>
              )}
            </span>
            {shop.error !== null && (
              <span className="w-full text-danger-text text-xs">
                {t.catchUpFailed} <Fault text={shop.error} />
              </span>
            )}
            {shop.permitError !== null && (
              <span className="w-full text-danger-text text-xs">
                {t.permitFailed} <Fault text={shop.permitError} />
              </span>
            )}
          </dd>
        ))}
      </div>
    </dl>
  )
}
