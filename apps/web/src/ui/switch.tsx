import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** On or off at once. Give it a name with `aria-label` or a label's `htmlFor`. While busy it turns no more, but keeps the focus. */
export function Switch({
  className,
  busy,
  onCheckedChange,
  ...rest
}: ComponentProps<typeof Primitive.Root> & { busy?: boolean }) {
  return (
    <Primitive.Root
      {...rest}
      onCheckedChange={(on) => !busy && onCheckedChange?.(on)}
      aria-disabled={busy || undefined}
      className={cn(
        'relative inline-flex h-6 align-middle w-10 shrink-0 items-center rounded-full border border-transparent bg-field-line transition-colors data-[state=checked]:bg-accent disabled:opacity-55 aria-disabled:opacity-55',
        'after:-inset-3 after:absolute',
        className,
      )}
    >
      <Primitive.Thumb className="block size-4.5 translate-x-0.5 rounded-full bg-white shadow-card transition-transform data-[state=checked]:translate-x-4.5" />
    </Primitive.Root>
  )
}
