import { ALERTS, type AlertView, alertText } from '@baton/contract'
import { useEffect, useRef } from 'react'
import { useMay } from '#data/session.ts'
import { play, useSound } from '#scan/feedback/sound.ts'
import { speak } from '#scan/feedback/speak.ts'
import { TONES } from '#scan/feedback/tones.ts'
import { freshAlerts } from './fresh-alerts.ts'
import { useAlerts, useAlertsLive } from './use-alerts.ts'

/** Alerts come at once on every page of the desk, and ring where the one tap for sound was made. Without push this reaches people. */
export function useAlertsHeard(): void {
  const isHeard = useSound().state === 'ready'
  const isMeant = useMay('alerts.read')
  const { query, rows } = useAlerts('open', isMeant && isHeard)
  useAlertsLive()
  useAlarm(query.data && rows)
}

/** Sounds and speaks once for each alert that comes while the page is open; loud ones in the tone of a stop. */
function useAlarm(alerts: readonly AlertView[] | undefined): void {
  const known = useRef<readonly string[] | null>(null)
  useEffect(() => {
    if (alerts === undefined) return
    const before = known.current
    known.current = alerts.map(({ id }) => id)
    const fresh = before === null ? [] : freshAlerts(alerts, before)
    const worst = fresh.find(({ kind }) => ALERTS[kind].loud) ?? fresh[0]
    if (worst === undefined) return
    play(ALERTS[worst.kind].loud ? TONES.stop : TONES.repeat)
    speak(alertText(worst))
  }, [alerts])
}
