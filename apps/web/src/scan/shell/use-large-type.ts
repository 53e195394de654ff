import { useEffect } from 'react'
import { useFloorSettings } from '../feedback/settings.ts'

/** Large type as this device's people have chosen it. */
export function useLargeType(): void {
  const { isLarge } = useFloorSettings()
  useEffect(() => {
    document.documentElement.classList.toggle('large-type', isLarge)
  }, [isLarge])
}
