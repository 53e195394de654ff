import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from './cn.ts'

const LOOKS = {
  primary: 'bg-accent text-white hover:bg-accent-hover shadow-card',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-hover shadow-card',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-white hover:brightness-110 shadow-card',
} as const

const SIZES = {
  small: 'h-8 gap-1.5 px-2.5 text-13',
  normal: 'h-9 gap-2 px-3.5 text-sm',
  icon: 'size-9 text-sm',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS
  size?: keyof typeof SIZES
  /** Draws the look onto its only child, e.g. a link. */
  asChild?: boolean
  busy?: boolean
}

/** While busy it takes no press, but keeps the focus: a disabled button would lose it, and its dialog with it. */
export function Button({
  look = 'plain',
  size = 'normal',
  asChild,
  busy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const Part = asChild ? Slot.Root : 'button'
  return (
    <Part
      {...(asChild ? {} : { type: 'button' as const })}
      {...rest}
      onClick={busy ? (event: MouseEvent) => event.preventDefault() : onClick}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={cn(
        'press-target inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-lg font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 max-[18rem]:h-auto max-[18rem]:min-h-9 max-[18rem]:max-w-full max-[18rem]:not-[td_*]:whitespace-normal [&_svg]:size-4 [&_svg]:shrink-0',
        LOOKS[look],
        SIZES[size],
        busy && 'animate-pulse',
        className,
      )}
    >
      {children}
    </Part>
  )
}
