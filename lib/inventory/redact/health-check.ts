/** How a shell command can end: it goes on with success or failure, or leaves the script with one of them. */
interface Ends {
  success: boolean
  failure: boolean
  exitSuccess: boolean
  exitFailure: boolean
}

const ALWAYS_SUCCEEDS = /^(?:(?:\/(?:usr\/)?bin\/)?(?:true|echo|printf)(?:\s|$)|:(?:\s|$))/
const ALWAYS_FAILS = /^(?:\/(?:usr\/)?bin\/)?false$/
const EXIT = /^exit(?:\s+(\d+))?$/

function endsOf(command: string): Ends {
  const exit = EXIT.exec(command)
  const none = { success: false, failure: false, exitSuccess: false, exitFailure: false }
  if (exit?.[1] !== undefined)
    return Number(exit[1]) === 0 ? { ...none, exitSuccess: true } : { ...none, exitFailure: true }
  if (exit) return { ...none, exitSuccess: true, exitFailure: true }
  if (ALWAYS_SUCCEEDS.test(command)) return { ...none, success: true }
  if (ALWAYS_FAILS.test(command)) return { ...none, failure: true }
  return { ...none, success: true, failure: true }
}

/**
 * Can this shell script only end with 0, whatever the container does? Follows `;`, `&&`, `||` and exit; anything else
 * (pipes, conditions, quoted separators) counts as a command that may fail.
 */
function alwaysSucceeds(script: string): boolean {
  let state: Ends = { success: true, failure: false, exitSuccess: false, exitFailure: false }
  let operator = ';'
  for (const token of script.split(/(&&|\|\||;|\n)/)) {
    const text = token.trim()
    if (['&&', '||', ';'].includes(text) || token === '\n') {
      operator = text || ';'
      continue
    }
    if (text === '') continue
    const runs = operator === '&&' ? state.success : operator === '||' ? state.failure : state.success || state.failure
    if (!runs) continue
    const ends = endsOf(text)
    state = {
      success: ends.success || (operator === '||' && state.success),
      failure: ends.failure || (operator === '&&' && state.failure),
      exitSuccess: state.exitSuccess || ends.exitSuccess,
      exitFailure: state.exitFailure || ends.exitFailure,
    }
  }
  return !state.failure && !state.exitFailure
}

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)$/

/**
 * What a container health check's command does. Docker takes ["NONE"], ["CMD", word ...] and ["CMD-SHELL", script]; ECS
 * accepts a bare string as a script too.
 */
export function probeKind(words: readonly string[]): 'none' | 'constant-success' | 'real' {
  const [kind = '', ...rest] = words
  const isKind = kind === 'CMD' || kind === 'CMD-SHELL'
  const args = isKind ? rest : words
  if (kind.toUpperCase() === 'NONE' || args.every((word) => word.trim() === '')) return 'none'
  const [program = '', flag, script] = args
  const runsScript = SHELL.test(program) && /^-[a-z]*c$/.test(flag ?? '') && script !== undefined
  return alwaysSucceeds(runsScript ? script : args.join(' ')) ? 'constant-success' : 'real'
}
