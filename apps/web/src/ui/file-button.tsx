import { FileUp } from 'lucide-react'

/** Asks the device for files. One that was changed meanwhile can be chosen again under its name. */
export function FileButton({
  label,
  accept,
  multiple = false,
  onTake,
}: {
  label: string
  accept: string
  multiple?: boolean
  onTake: (files: readonly File[]) => void
}) {
  return (
    <label className="press-target inline-flex h-9 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3.5 font-medium text-sm shadow-card focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 hover:bg-hover">
      <FileUp aria-hidden className="size-4" />
      {label}
      <input
        type="file"
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={({ target }) => {
          onTake([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </label>
  )
}
