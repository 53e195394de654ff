'use client'

import type { Label } from '@baton/contract'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'

export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** One dictionary of a room in both languages: a key that is missing or left over in `en` does not compile. */
export interface Bilingual<T> {
  readonly zh: T
  readonly en: T
}

export function bilingual<T>(zh: T, en: NoInfer<T>): Bilingual<T> {
  return { zh, en }
}

interface LocaleChoice {
  readonly locale: Locale
  readonly choose: (locale: Locale) => void
}

const LocaleContext = createContext<LocaleChoice>({ locale: 'zh', choose: () => {} })
const FIXED: Readonly<Record<Locale, LocaleChoice>> = {
  zh: { locale: 'zh', choose: () => {} },
  en: { locale: 'en', choose: () => {} },
}
const STORAGE_KEY = 'baton.locale'

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(readLocale)
  const choose = useCallback((next: Locale) => {
    localStorage.setItem(STORAGE_KEY, next)
    setLocale(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [locale])
  const value = useMemo(() => ({ locale, choose }), [locale, choose])
  return <LocaleContext value={value}>{children}</LocaleContext>
}

/** One language whatever was chosen: for what is exported in each of them. */
export function FixedLocale({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={FIXED[locale]}>{children}</LocaleContext>
}

export function useLocale(): LocaleChoice {
  return useContext(LocaleContext)
}

export function useWords<T>(dictionary: Bilingual<T>): T {
  return dictionary[useContext(LocaleContext).locale]
}

/** Reads a label of the contract in the language in use. */
export function useLabel(): (label: Label) => string {
  const { locale } = useContext(LocaleContext)
  return useCallback((label: Label) => label[locale], [locale])
}

function readLocale(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'zh'
}
