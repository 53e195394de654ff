const KEY = 'baton.install'

/** Whether somebody said "not now" on this device: it is not offered on the floor again. */
export function isInstallPostponed(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(KEY) === 'later'
}

export function postponeInstall(storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(KEY, 'later')
}
