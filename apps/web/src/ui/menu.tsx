import { Check } from 'lucide-react'
import { DropdownMenu as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

const ITEM =
  'press-target flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 text-sm -outline-offset-2 data-[highlighted]:bg-hover data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:text-ink-3'

/** Opens below its trigger, inside its landmark. Not modal: a modal one would inject styles, which the policy refuses. */
export function Menu({
  trigger,
  children,
  align = 'start',
  label,
}: {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
  label?: string
}) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        aria-label={label}
        className="z-50 max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] min-w-52 animate-rise overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-float"
      >
        {children}
      </Primitive.Content>
    </Primitive.Root>
  )
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Primitive.Item>) {
  return <Primitive.Item {...rest} className={cn(ITEM, className)} />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 pt-2 pb-1 text-ink-3 text-xs">{children}</Primitive.Label>
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1.5 my-1.5 h-px bg-line" />
}

/** One of several that may be ticked; the menu stays open. */
export function MenuTick({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <Primitive.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={ITEM}
    >
      <span
        aria-hidden
        className={cn(
          'grid size-4 place-items-center rounded border border-field-line',
          checked && 'border-accent bg-accent [&_svg]:text-white',
        )}
      >
        {checked && <Check className="size-3!" strokeWidth={3} />}
      </span>
      {children}
    </Primitive.CheckboxItem>
  )
}

export function MenuChoice<T extends string>({
  value,
  options,
  onChange,
}: {
  value: T
  options: readonly { value: T; label: ReactNode }[]
  onChange: (value: T) => void
}) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      {options.map((option) => (
        <Primitive.RadioItem key={option.value} value={option.value} className={cn(ITEM, 'justify-between')}>
          <span className="flex items-center gap-2.5">{option.label}</span>
          <Primitive.ItemIndicator>
            <Check className="text-accent-text!" />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  )
}
