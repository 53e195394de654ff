import { type ComponentProps, useRef, useState } from 'react'
import { NativeSelect } from './field.tsx'

/**
 * A list whose choice is saved at once where it was pointed at. Keys pass the choices in between, and each would be saved: what
 * keys chose is saved when the list is left or Enter pressed, and Escape takes it back.
 */
export function SavingSelect({
  value,
  onSave,
  ...rest
}: Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'onPointerDown'> & {
  value: string
  onSave: (value: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const byKeys = useRef(false)
  const save = (chosen: string | null) => {
    setDraft(null)
    if (chosen !== null && chosen !== value) onSave(chosen)
  }
  return (
    <NativeSelect
      {...rest}
      value={draft ?? value}
      onPointerDown={() => {
        byKeys.current = false
      }}
      onKeyDown={(event) => {
        byKeys.current = true
        if (draft === null) return
        if (event.key === 'Escape') setDraft(null)
        if (event.key !== 'Enter') return
        event.preventDefault()
        save(draft)
      }}
      onBlur={() => save(draft)}
      onChange={({ target }) => (byKeys.current ? setDraft(target.value) : save(target.value))}
    />
  )
}
