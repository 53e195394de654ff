'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { cn } from './cn.ts'
import { Input } from './field.tsx'

const words = bilingual({ show: '显示密码', hide: '隐藏密码' }, { show: 'Show password', hide: 'Hide password' })

/** A line for a password, which can be looked at before it is sent. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useWords(words)
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <Input {...rest} type={shown ? 'text' : 'password'} className={cn('h-11 pr-12', className)} />
      <Button
        look="quiet"
        size="icon"
        className="absolute inset-y-0 right-0 size-11"
        aria-label={shown ? t.hide : t.show}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff /> : <Eye />}
      </Button>
    </div>
  )
}
