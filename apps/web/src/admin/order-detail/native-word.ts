/** A channel's word as people can read it: its own explanation first, the wire's word behind it. */
export function nativeWord(word: string, label: string | null): string {
  return label === null || label === word ? word : `${label} (${word})`
}
