export * from './driver.ts'
export * from './upload.ts'
