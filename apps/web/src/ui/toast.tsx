'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { cn } from './cn.ts'

interface Toast {
  readonly key: number
  readonly look: 'good' | 'bad'
  readonly text: string
}

type Say = (look: Toast['look'], text: string) => void

const ToastContext = createContext<Say>(() => {})
const SHOWN_MS = { good: 4000, bad: 8000 } as const satisfies Record<Toast['look'], number>

/** Short words about what just happened, read aloud by screen readers. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const next = useRef(0)
  const place = useRef<HTMLDivElement>(null)
  useClearOfFocus(place, toasts.length)
  const say = useCallback<Say>((look, text) => {
    const key = next.current++
    setToasts((shown) => [...shown.slice(-2), { key, look, text }])
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.key !== key)), SHOWN_MS[look])
  }, [])
  return (
    <ToastContext value={say}>
      {children}
      <div
        ref={place}
        role="status"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 data-above:top-4 data-above:bottom-auto md:bottom-6"
      >
        {toasts.map(({ key, look, text }) => (
          <div
            key={key}
            className={cn(
              'flex max-w-md animate-rise items-center gap-2.5 rounded-xl border border-line bg-raised px-4 py-2.5 text-sm shadow-float [&_svg]:size-4.5 [&_svg]:shrink-0',
              look === 'good' ? '[&_svg]:text-tone-dot tone tone-green' : '[&_svg]:text-tone-dot tone tone-red',
            )}
          >
            {look === 'good' ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
            {text}
          </div>
        ))}
      </div>
    </ToastContext>
  )
}

/** While what has the focus is below the lower place of the toasts, they stand at the upper edge. */
function useClearOfFocus(place: RefObject<HTMLDivElement | null>, count: number): void {
  useLayoutEffect(() => {
    if (count === 0) return
    const stand = () => {
      place.current?.removeAttribute('data-above')
      if (place.current && isOverFocus(place.current)) place.current.setAttribute('data-above', '')
    }
    stand()
    addEventListener('focusin', stand)
    addEventListener('scroll', stand, { passive: true })
    return () => {
      removeEventListener('focusin', stand)
      removeEventListener('scroll', stand)
    }
  }, [place, count])
}

function isOverFocus(toasts: HTMLElement): boolean {
  const focused = document.activeElement
  if (focused === null || focused === document.body) return false
  const { left, right, top, bottom } = focused.getBoundingClientRect()
  return [...toasts.children].some((toast) => {
    const over = toast.getBoundingClientRect()
    return over.left < right && left < over.right && over.top < bottom && top < over.bottom
  })
}

export function useToast(): Say {
  return useContext(ToastContext)
}
