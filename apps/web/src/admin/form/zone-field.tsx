'use client'

import { type ComponentProps, useId } from 'react'
import { TextField } from './text-field.tsx'

/** A time zone's name; the browser offers those that it knows. */
export function ZoneField(line: Omit<ComponentProps<typeof TextField>, 'list'>) {
  const id = useId()
  return (
    <>
      <TextField {...line} list={id} autoComplete="off" spellCheck={false} />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}
