import { useEffect, useEffectEvent, useState } from 'react'

const PAUSE_MS = 300

/** What is being typed at once, what is searched after a pause; a change from outside wins. */
export function useSearchText(value: string, onChange: (text: string) => void) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (text.trim() !== value) setText(value)
  }
  const settle = useEffectEvent((typed: string) => {
    if (typed !== value) onChange(typed)
  })
  useEffect(() => {
    const timer = setTimeout(() => settle(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { text, type: setText }
}
