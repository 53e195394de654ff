type Field = HTMLInputElement | HTMLTextAreaElement

/** A field as it was before something came into it that may be no person's text. */
export interface FieldBefore {
  readonly field: Field
  readonly value: string
  readonly caret: number
}

/** Null: no field whose text can be put back. */
export function fieldBefore(target: EventTarget | null): FieldBefore | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null
  const { value, selectionStart } = target
  return selectionStart === null ? null : { field: target, value, caret: selectionStart }
}

/** The field holds again what it held; what draws it is told. */
export function putBack({ field, value, caret }: FieldBefore): void {
  field.setRangeText(value, 0, field.value.length)
  field.setSelectionRange(caret, caret)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
