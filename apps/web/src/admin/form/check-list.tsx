'use client'

import { cn } from '#ui/cn.ts'

/** Any of a few, all in sight. */
export function CheckList<T extends string>({
  label,
  hint,
  options,
  chosen,
  onChange,
  className,
}: {
  label: string
  hint?: string
  options: readonly { value: T; label: string }[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
  className?: string
}) {
  const toggle = (value: T) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-13 text-ink-2">{label}</legend>
      <div className={cn('grid gap-x-4 gap-y-1 sm:grid-cols-2', className)}>
        {options.map((option) => (
          <label key={option.value} className="flex min-h-9 pointer-coarse:min-h-11 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4.5 accent-accent"
              checked={chosen.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="mt-1.5 text-ink-3 text-xs">{hint}</p>}
    </fieldset>
  )
}
