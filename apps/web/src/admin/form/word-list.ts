/** `浙江省、江苏省, 安徽省` → three words; whatever separates them on a Chinese or English keyboard. */
export function readWordList(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,，、;；\n]+/)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  ]
}

export function writeWordList(words: readonly string[]): string {
  return words.join('、')
}
