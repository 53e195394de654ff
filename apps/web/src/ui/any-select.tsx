import { NativeSelect } from './field.tsx'

/** Narrows a list to one of several, or leaves it whole. */
export function AnySelect<T extends string>({
  label,
  any,
  value,
  options,
  onChoose,
  className,
}: {
  label: string
  /** What the whole list is called. */
  any: string
  value: NoInfer<T> | null
  options: readonly { value: T; label: string }[]
  onChoose: (value: T | null) => void
  className?: string
}) {
  return (
    <NativeSelect
      aria-label={label}
      className={className}
      value={value ?? ''}
      onChange={({ target }) => onChoose(options.find((one) => one.value === target.value)?.value ?? null)}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </NativeSelect>
  )
}
