import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** One of a few, all in sight. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: T
  options: readonly { readonly value: T; readonly label: ReactNode }[]
  onChoose: (value: T) => void
}) {
  return (
    <fieldset>
      <legend className="px-1 pb-1 font-semibold text-ink-2">{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-2xl border border-line bg-sunken p-1">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={option.value === value}
            onClick={() => onChoose(option.value)}
            className={clsx(
              'min-h-12 min-w-max flex-1 rounded-xl px-2 font-semibold text-base',
              option.value === value ? 'bg-surface text-ink shadow-card' : 'text-ink-2',
            )}
          >
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
