import { Switch as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** On or off at once. Give it a name with `aria-label` or a label's `htmlFor`. */
export function Switch({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      {...rest}
      className={cn(
        'relative inline-flex h-6 align-middle w-10 shrink-0 items-center rounded-full border border-transparent bg-field-line transition-colors data-[state=checked]:bg-accent disabled:opacity-55',
        'after:-inset-3 after:absolute',
        className,
      )}
    >
      <Primitive.Thumb className="block size-4.5 translate-x-0.5 rounded-full bg-white shadow-card transition-transform data-[state=checked]:translate-x-[1.125rem]" />
    </Primitive.Root>
  )
}
