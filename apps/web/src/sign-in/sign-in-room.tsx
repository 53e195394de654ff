'use client'

import { Check, Languages } from 'lucide-react'
import { failureLabel } from '#data/failure.ts'
import { useTheme } from '#look/theme.ts'
import { Button } from '#ui/button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { Mark } from '#ui/mark.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useTitle } from '#ui/title.ts'
import { useLabel, useLocale, useWords } from '#words/locale.tsx'
import { useSignIn } from './use-sign-in.ts'
import { signInWords } from './words.ts'

export function SignInRoom() {
  useTheme()
  const t = useWords(signInWords)
  useTitle(t.title)
  const label = useLabel()
  const { failure, busy, enter } = useSignIn()
  return (
    <div className="grid min-h-dvh lg:grid-cols-[1fr_30rem]">
      <PromiseSide />
      <main className="flex flex-col justify-center px-6 py-10 sm:px-14 lg:border-line lg:border-l lg:bg-surface">
        <div className="mx-auto w-full max-w-sm">
          <div className="mb-8 flex items-center gap-3 lg:hidden">
            <Mark className="size-9" />
            <span className="font-semibold text-lg">{t.product}</span>
          </div>
          <h1 className="font-semibold text-2xl tracking-tight">{t.title}</h1>
          <form
            className="mt-6 grid gap-4"
            onSubmit={(event) => {
              event.preventDefault()
              void enter(new FormData(event.currentTarget))
            }}
          >
            <Field label={t.username}>
              {(parts) => (
                <Input
                  {...parts}
                  name="username"
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  required
                  className="h-11"
                />
              )}
            </Field>
            <Field label={t.password}>
              {(parts) => <PasswordInput {...parts} name="password" autoComplete="current-password" required />}
            </Field>
            {failure !== null && <FailedLine error={null}>{label(failureLabel(failure))}</FailedLine>}
            <Button type="submit" look="primary" busy={busy} className="mt-1 h-11">
              {busy ? t.entering : t.enter}
            </Button>
          </form>
          <div className="mt-6 flex items-center justify-between gap-4 text-13 text-ink-3">
            <p className="text-balance">{t.forgot}</p>
            <LanguageButton />
          </div>
        </div>
      </main>
    </div>
  )
}

function LanguageButton() {
  const { locale, choose } = useLocale()
  return (
    <Button
      look="quiet"
      size="small"
      lang={locale === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}
    >
      <Languages aria-hidden />
      {locale === 'zh' ? 'English' : '中文'}
    </Button>
  )
}

function PromiseSide() {
  const t = useWords(signInWords)
  return (
    <aside className="relative hidden overflow-hidden bg-[oklch(0.24_0.09_268)] p-14 text-white lg:flex lg:flex-col lg:justify-between">
      <RelayLines />
      <div className="relative flex items-center gap-3">
        <Mark className="size-10" />
        <span className="font-semibold text-xl">{t.product}</span>
      </div>
      <div className="relative">
        <p className="max-w-xl text-balance font-semibold text-4xl leading-tight tracking-tight">{t.tagline}</p>
        <ul className="mt-8 grid gap-3 text-base text-white/85">
          {t.points.map((point) => (
            <li key={point} className="flex items-center gap-3">
              <span aria-hidden className="grid size-6 place-items-center rounded-full bg-white/12">
                <Check className="size-3.5" strokeWidth={3} />
              </span>
              {point}
            </li>
          ))}
        </ul>
      </div>
    </aside>
  )
}

function RelayLines() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full stroke-[oklch(0.66_0.16_268)]"
      fill="none"
      strokeLinecap="round"
    >
      {[0, 1, 2, 3, 4].map((lane) => (
        <path
          key={lane}
          d={`M-60 ${830 - lane * 54} C 260 ${800 - lane * 54}, 420 ${560 - lane * 70}, 880 ${330 - lane * 96}`}
          strokeWidth={26}
          strokeOpacity={0.06 + lane * 0.035}
          strokeDasharray={`${240 + lane * 60} ${90 + lane * 24}`}
        />
      ))}
    </svg>
  )
}
