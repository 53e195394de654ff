'use client'

import { MESSAGE_CHANNEL_LABELS, type MessageChannelView } from '@baton/contract'
import { useState } from 'react'
import { Ago } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { Switch } from '#ui/switch.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { DeliveryCode } from '../deliveries/delivery-code.tsx'
import { Audience } from './audience.tsx'
import { TestDialog } from './test-dialog.tsx'
import { useMessageChanges } from './use-messages.ts'
import { messageWords } from './words.ts'

/** One channel: on or off, what went wrong last, who hears what over it, and a test. */
export function MessageCard({ channel, onEdit }: { channel: MessageChannelView; onEdit: () => void }) {
  const t = useWords(messageWords)
  const label = useLabel()
  const sayFailure = useSayFailure()
  const { enable } = useMessageChanges()
  const [testing, setTesting] = useState(false)
  const { id, kind, name, enabled, lastError } = channel
  return (
    <Card className="grid h-full content-start gap-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold">{name}</h2>
        <Switch
          checked={enabled}
          busy={enable.isPending}
          aria-label={t.enabledOf(name)}
          onCheckedChange={(on) => enable.mutate({ id, enabled: on }, { onError: sayFailure })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2 text-13">
        <Badge>{label(MESSAGE_CHANNEL_LABELS[kind])}</Badge>
        {lastError === null ? (
          <span className="text-ink-3">{t.healthy}</span>
        ) : (
          <span className="text-danger-text">
            <DeliveryCode code={lastError.code} /> · <Ago at={lastError.at} />
          </span>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setTesting(true)}>
          {t.test}
        </Button>
        <Button size="small" onClick={onEdit}>
          {t.edit}
        </Button>
      </div>
      <Audience channel={channel} />
      {testing && <TestDialog channel={channel} onClose={() => setTesting(false)} />}
    </Card>
  )
}
