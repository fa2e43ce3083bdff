/** Another process has taken the scan over, or it was cancelled: nothing of this attempt may be written. */
export class StaleAttempt extends Error {
  override name = 'StaleAttempt'
  constructor({ scan, attempt }: { scan: number; attempt: number }) {
    super(`Attempt ${attempt} of scan ${scan} is not the current one.`)
  }
}
