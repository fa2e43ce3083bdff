/** One line of the call log. `code` is the error code of a call that was refused. */
export interface LoggedCall {
  action: string
  account: string
  region: string
  status: number
  time: string
  code?: string
}

export interface CallLog {
  add(call: LoggedCall): void
  all(): readonly LoggedCall[]
  clear(): void
}

/** Every call that was answered since the start or the last clearing, oldest first. */
export function createCallLog(): CallLog {
  let calls: LoggedCall[] = []
  return {
    add: (call) => {
      calls.push(call)
    },
    all: () => calls,
    clear: () => {
      calls = []
    },
  }
}
