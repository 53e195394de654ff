import { useCallback, useEffect, useState } from 'react'

export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

const STORAGE_KEY = 'baton.theme'

/** The chosen theme, kept in this browser; `system` follows the device as it changes. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const [theme, setTheme] = useState<Theme>(readTheme)
  useEffect(() => {
    const device = matchMedia('(prefers-color-scheme: dark)')
    const apply = () =>
      document.documentElement.classList.toggle('dark', theme === 'dark' || (theme === 'system' && device.matches))
    apply()
    device.addEventListener('change', apply)
    return () => device.removeEventListener('change', apply)
  }, [theme])
  const choose = useCallback((next: Theme) => {
    localStorage.setItem(STORAGE_KEY, next)
    setTheme(next)
  }, [])
  return { theme, choose }
}

function readTheme(): Theme {
  const saved = localStorage.getItem(STORAGE_KEY)
  return THEMES.find((theme) => theme === saved) ?? 'system'
}
