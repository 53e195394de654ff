import type { ReactNode } from 'react'
import { cn } from './cn.ts'

export type Tone = 'neutral' | 'amber' | 'orange' | 'red' | 'rose' | 'violet' | 'blue' | 'cyan' | 'teal' | 'green'

const TONE_CLASS = {
  neutral: 'tone tone-neutral',
  amber: 'tone tone-amber',
  orange: 'tone tone-orange',
  red: 'tone tone-red',
  rose: 'tone tone-rose',
  violet: 'tone tone-violet',
  blue: 'tone tone-blue',
  cyan: 'tone tone-cyan',
  teal: 'tone tone-teal',
  green: 'tone tone-green',
} as const satisfies Record<Tone, string>

export function toneClass(tone: Tone): string {
  return TONE_CLASS[tone]
}

export function Badge({
  tone = 'neutral',
  dot = false,
  className,
  children,
}: {
  tone?: Tone
  dot?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={cn(
        'inline-flex h-[1.375rem] items-center gap-1.5 whitespace-nowrap rounded-md bg-tone-bg px-2 font-medium text-tone-fg text-xs max-[18rem]:h-auto max-[18rem]:whitespace-normal',
        toneClass(tone),
        className,
      )}
    >
      {dot && <Dot />}
      {children}
    </span>
  )
}

/** A point in the tone of its surroundings. */
export function Dot({ className }: { className?: string }) {
  return <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full bg-tone-dot', className)} />
}
