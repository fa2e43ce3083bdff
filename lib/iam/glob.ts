/**
 * IAM wildcards: `*` stands for any characters, `?` for one. All functions are linear or quadratic in the lengths, whatever the
 * pattern: policies are hostile text. Case counts; lower both sides for actions.
 */

/** Greedy match of a pattern against the characters of a text; `fits` decides for everything but stars. */
function greedy(pattern: string, text: string, fits: (expected: string, actual: string) => boolean): boolean {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = t
    } else if (p < pattern.length && fits(pattern.charAt(p), text.charAt(t))) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** Does the pattern match the text, in which `*` and `?` are ordinary characters? */
export function matches(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true
  return greedy(pattern, text, (expected, actual) => expected === '?' || expected === actual)
}

/** Runs of wildcards in one order (`?` first, one star), so that equal patterns compare equal. */
const tidy = (pattern: string): string =>
  pattern.replace(/[*?]*\*[*?]*/g, (run) => `${'?'.repeat(run.split('?').length - 1)}*`)

/**
 * Does the wide pattern match everything that the narrow one matches? True is certain; false may be wrong for a narrow pattern
 * whose star is followed by what the wide one wants (`?*` over `*a`).
 */
export function covers(wide: string, narrow: string): boolean {
  return greedy(tidy(wide), tidy(narrow), (expected, actual) =>
    expected === '?' ? actual !== '*' : expected === actual,
  )
}

/** Is there a text that both patterns match? Exact. */
export function overlaps(a: string, b: string): boolean {
  if (a === '*' || b === '*') return true
  const alike = (x: string, y: string) => x === '?' || y === '?' || x === y
  // reach[j]: the patterns' rests from i and from j have a common text; filled from the ends.
  let below: boolean[] = []
  for (let i = a.length; i >= 0; i--) {
    const reach = new Array<boolean>(b.length + 1).fill(false)
    for (let j = b.length; j >= 0; j--) {
      const [x, y] = [a.charAt(i), b.charAt(j)]
      if (i === a.length && j === b.length) reach[j] = true
      else if (x === '*') reach[j] = below[j] === true || (j < b.length && reach[j + 1] === true)
      else if (y === '*') reach[j] = reach[j + 1] === true || (i < a.length && below[j] === true)
      else reach[j] = x !== '' && y !== '' && alike(x, y) && below[j + 1] === true
    }
    below = reach
  }
  return below[0] === true
}
