export { type BackupRestored, restoreBackup } from './restore-backup.ts'
export { type BackupMade, writeBackup } from './write-backup.ts'
