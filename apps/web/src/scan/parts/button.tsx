import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

const LOOKS = {
  primary: 'bg-accent text-white active:bg-accent-hover',
  plain: 'border border-line-strong bg-surface text-ink active:bg-hover',
  quiet: 'text-ink-2 active:bg-hover',
  danger: 'bg-danger text-white active:brightness-90',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS
  isBusy?: boolean
}

const SHAPE =
  'inline-flex min-h-12 min-w-12 select-none items-center justify-center gap-2 rounded-xl wrap-break-word px-4 py-2 text-balance text-center font-semibold text-base leading-tight disabled:opacity-50 [&_svg]:size-5 [&_svg]:shrink-0'

export function buttonLook(look: keyof typeof LOOKS, className?: string): string {
  return clsx(SHAPE, LOOKS[look], className)
}

/** For a thumb in a glove: never lower than 48 px. */
export function Button({ look = 'plain', isBusy = false, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={buttonLook(look, className)}
    />
  )
}
