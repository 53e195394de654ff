/** The screen that was last asked for; its page may still be on the way. */
let wanted: string | null = null

export function isWanted(screen: string): boolean {
  return wanted === screen
}

export function want(path: string): void {
  wanted = `${path}/`.replace('//', '/')
}
