import type { PlatformId } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'

/** Whether the platform gives new tokens without a person; where that takes a refresh token, the shop must have one. `fieldNames`: what is stored. */
export function renewsToken({
  platform,
  fieldNames,
}: {
  platform: PlatformId
  fieldNames: readonly string[]
}): boolean {
  const { calls, shopFields } = DRIVERS[platform]
  const takesToken = shopFields.some((field) => field.key === 'refreshToken')
  return calls.refreshToken !== undefined && (!takesToken || fieldNames.includes('refreshToken'))
}
