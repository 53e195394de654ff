'use client'

import { THEMES, useTheme } from '#look/theme.ts'
import { type Locale, useLocale, useWords } from '#words/locale.tsx'
import { useFloorSettings } from '../feedback/settings.ts'
import { useSound } from '../feedback/sound.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { Volume2 } from '../parts/icons/volume-2.ts'
import { moreWords } from './more-words.ts'

const LANGUAGES: readonly { value: Locale; label: string }[] = [
  { value: 'zh', label: '简体中文' },
  { value: 'en', label: 'English' },
]

/** What this device's people like. */
export function Settings() {
  const t = useWords(moreWords)
  const { locale, choose } = useLocale()
  const { theme, choose: chooseTheme } = useTheme()
  const { isMuted, isLarge, change } = useFloorSettings()
  const sound = useSound()
  return (
    <div className="grid gap-4">
      <h2 className="pl-1 font-bold text-lg">{t.settings}</h2>
      <Choice label={t.language} value={locale} options={LANGUAGES} onChoose={choose} />
      <Choice
        label={t.type}
        value={isLarge ? 'large' : 'normal'}
        options={(['normal', 'large'] as const).map((value) => ({ value, label: t.types[value] }))}
        onChoose={(value) => change({ isLarge: value === 'large' })}
      />
      <Choice
        label={t.theme}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t.themes[value] }))}
        onChoose={chooseTheme}
      />
      <Choice
        label={t.sound}
        value={isMuted ? 'off' : 'on'}
        options={(['on', 'off'] as const).map((value) => ({ value, label: t.sounds[value] }))}
        onChoose={(value) => change({ isMuted: value === 'off' })}
      />
      <Button onClick={() => void sound.enable()}>
        <Volume2 />
        {t.enableSound}
      </Button>
      {sound.state === 'locked' && <p className="px-1 text-ink-3 text-sm">{t.soundLocked}</p>}
    </div>
  )
}
