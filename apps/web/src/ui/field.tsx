import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { cn } from './cn.ts'

const words = bilingual({ choose: '请选择' }, { choose: 'Choose…' })

export const FIELD_LOOK =
  'press-target h-9 w-full min-w-0 rounded-lg border border-field-line bg-surface px-3 text-sm text-ink transition-colors hover:border-ink-3 disabled:opacity-55 aria-invalid:border-danger'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cn(FIELD_LOOK, className)} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={cn(FIELD_LOOK, 'h-auto py-2 leading-relaxed', className)} />
}

/** The device's own list, drawn like the other fields. `className` sizes it. */
export function NativeSelect({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <div className={cn('relative w-full', className)}>
      <select {...rest} className={cn(FIELD_LOOK, 'appearance-none truncate pr-8')} />
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-4 text-ink-3"
      />
    </div>
  )
}

/** What a list shows until something is chosen; not to be chosen itself. */
export function Unchosen() {
  return (
    <option value="" disabled>
      {useWords(words).choose}
    </option>
  )
}

export interface FieldParts {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** A label, its input, a hint and an error, tied together for everyone's reader. */
export function Field({
  label,
  hint,
  error,
  required,
  className,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  className?: string
  children: (parts: FieldParts) => ReactNode
}) {
  const id = useId()
  const noteId = `${id}-note`
  const isNoted = error !== undefined || hint !== undefined
  return (
    <div className={cn('grid grid-cols-1 content-start gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-13 text-ink-2">
        {label}
        {required && (
          <span aria-hidden className="ml-1 text-danger-text">
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': isNoted ? noteId : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {isNoted && (
        <div id={noteId} className="text-xs">
          {error !== undefined && <p className="text-danger-text">{error}</p>}
          {hint !== undefined && <p className="text-ink-3">{hint}</p>}
        </div>
      )}
    </div>
  )
}
