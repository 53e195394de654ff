'use client'

import { ROLE_LABELS } from '@baton/contract'
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import Link from 'next/link'
import { usePerson, useSignOut } from '#data/session.ts'
import { THEMES, type Theme, useTheme } from '#look/theme.ts'
import { Button } from '#ui/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '#ui/menu.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { type Locale, useLabel, useLocale, useWords } from '#words/locale.tsx'
import { shellWords } from './words.ts'

const THEME_ICON = { light: <Sun />, dark: <Moon />, system: <Monitor /> } as const satisfies Record<Theme, object>
const LANGUAGES: readonly { value: Locale; label: string }[] = [
  { value: 'zh', label: '简体中文' },
  { value: 'en', label: 'English' },
]

/** Who is signed in, their account, the language, the look, the way out. `inline` lays it out flat for the phone's sheet. */
export function UserMenu({ inline = false, onLeave = () => {} }: { inline?: boolean; onLeave?: () => void }) {
  return inline ? <FlatMenu onLeave={onLeave} /> : <PopUpMenu />
}

function PopUpMenu() {
  const t = useWords(shellWords)
  const label = useLabel()
  const person = usePerson()
  const { locale, choose } = useLocale()
  const { theme, choose: chooseTheme } = useTheme()
  const signOut = useSignOut()
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-lg p-2 text-left hover:bg-hover max-xl:justify-center"
        >
          <Avatar name={person.name} />
          <span className="min-w-0 flex-1 max-xl:sr-only">
            <span className="block truncate font-medium text-13 leading-tight">{person.name}</span>
            <span className="block truncate text-ink-3 text-xs">{label(ROLE_LABELS[person.role])}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 text-ink-3 max-xl:hidden" />
        </button>
      }
    >
      <MenuLabel>{`${person.name} · ${label(ROLE_LABELS[person.role])}`}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>{t.language}</MenuLabel>
      <MenuChoice value={locale} options={LANGUAGES} onChange={choose} />
      <MenuSeparator />
      <MenuLabel>{t.theme}</MenuLabel>
      <MenuChoice
        value={theme}
        options={THEMES.map((value) => ({
          value,
          label: (
            <>
              {THEME_ICON[value]}
              {t.themes[value]}
            </>
          ),
        }))}
        onChange={chooseTheme}
      />
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/admin/account/">
          <UserRound />
          {t.account}
        </Link>
      </MenuItem>
      <MenuItem onSelect={() => void signOut()}>
        <LogOut />
        {t.signOut}
      </MenuItem>
    </Menu>
  )
}

function FlatMenu({ onLeave }: { onLeave: () => void }) {
  const t = useWords(shellWords)
  const label = useLabel()
  const person = usePerson()
  const { locale, choose } = useLocale()
  const { theme, choose: chooseTheme } = useTheme()
  const signOut = useSignOut()
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-3">
        <Avatar name={person.name} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{person.name}</p>
          <p className="text-ink-3 text-xs">{label(ROLE_LABELS[person.role])}</p>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Button asChild>
          <Link href="/admin/account/" onClick={onLeave}>
            <UserRound />
            {t.account}
          </Link>
        </Button>
        <Button onClick={() => void signOut()}>
          <LogOut />
          {t.signOut}
        </Button>
      </div>
      <Segmented label={t.language} value={locale} options={LANGUAGES} onChange={choose} />
      <Segmented
        label={t.theme}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t.themes[value] }))}
        onChange={chooseTheme}
      />
    </div>
  )
}

function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-sm"
    >
      {[...name][0]}
    </span>
  )
}
