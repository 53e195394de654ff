import { useToast } from '#ui/toast.tsx'

/** For a form's end: says what was done, and closes its dialog. */
export function useDone(said: string, onClose: () => void): () => void {
  const say = useToast()
  return () => {
    say('good', said)
    onClose()
  }
}
