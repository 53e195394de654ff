/** A control request that cannot be met; its message is for the person who asked. */
export class ControlFailure extends Error {
  override readonly name = 'ControlFailure'
  readonly status: 400 | 404 | 409

  constructor(status: 400 | 404 | 409, message: string) {
    super(message)
    this.status = status
  }
}
