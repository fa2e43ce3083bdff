import {
  HARMLESS_SUFFIXES,
  PUBLIC_PAIRS,
  RANDOM_BUT_PUBLIC_SUFFIXES,
  SECRET_ENDINGS,
  SECRET_LAST_WORDS,
  SECRET_PAIRS,
  SECRET_WORDS,
  SETTING_SUFFIXES,
} from './name-words.ts'

/** Words of a name in upper case: split at _ - . and camelCase, digits at a word's end dropped. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.replace(/\d+$/, '').toUpperCase())
    .filter((word) => word !== '')
}

const hasPair = (words: string[], [first, second]: readonly [string, string]): boolean =>
  words.some((word, index) => word === first && words[index + 1] === second)

/** Does the name say that its value is a secret (DB_PASSWORD, apiKey), and not only something about one (TOKEN_TTL)? */
export function secretName(name: string): boolean {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  if (HARMLESS_SUFFIXES.has(last) || SETTING_SUFFIXES.has(last)) return false
  const joined = words.join('')
  return (
    words.some((word) => SECRET_WORDS.has(word)) ||
    SECRET_LAST_WORDS.has(last) ||
    SECRET_PAIRS.some((pair) => hasPair(words, pair)) ||
    SECRET_ENDINGS.some((ending) => joined.endsWith(ending))
  )
}

/** Does the name say that a random-looking value is an identifier, a digest or a public key? */
export function publicName(name: string): boolean {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  return (
    HARMLESS_SUFFIXES.has(last) ||
    RANDOM_BUT_PUBLIC_SUFFIXES.has(last) ||
    PUBLIC_PAIRS.some((pair) => hasPair(words, pair))
  )
}
