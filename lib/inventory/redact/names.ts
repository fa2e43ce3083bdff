/** Words that make a name the name of a secret. */
export const SECRET_WORDS: ReadonlySet<string> = new Set([
  'PASSWORD',
  'PASSWD',
  'PASSPHRASE',
  'PWD',
  'SECRET',
  'TOKEN',
  'CREDENTIAL',
  'CREDENTIALS',
])

/** Pairs of neighbouring words that do. */
export const SECRET_PAIRS: readonly (readonly [string, string])[] = [
  ['API', 'KEY'],
  ['PRIVATE', 'KEY'],
  ['ACCESS', 'KEY'],
  ['CONNECTION', 'STRING'],
]

/** Endings, separators removed, that do: DBPASSWORD, mytoken. */
export const SECRET_ENDINGS: readonly string[] = ['PASSWORD', 'PASSWD', 'SECRET', 'TOKEN', 'APIKEY', 'PRIVATEKEY']

/** Last words that say the value is about a secret, not the secret itself: TOKEN_TTL, DB_PASSWORD_FILE. */
export const HARMLESS_SUFFIXES: ReadonlySet<string> = new Set([
  'FILE',
  'PATH',
  'ARN',
  'NAME',
  'ID',
  'URL',
  'URI',
  'HOST',
  'ENDPOINT',
  'TTL',
  'EXPIRY',
  'TIMEOUT',
  'TYPE',
  'HEADER',
  'ISSUER',
  'ENABLED',
  'REGION',
  'VERSION',
])

/** Last words of values that are random by nature and public: build and content identifiers. */
export const RANDOM_BUT_PUBLIC_SUFFIXES: ReadonlySet<string> = new Set([
  'BUILD',
  'CHECKSUM',
  'COMMIT',
  'DIGEST',
  'ETAG',
  'FINGERPRINT',
  'HASH',
  'REVISION',
  'SHA',
])

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
  if (HARMLESS_SUFFIXES.has(words.at(-1) ?? '')) return false
  const joined = words.join('')
  return (
    words.some((word) => SECRET_WORDS.has(word)) ||
    SECRET_PAIRS.some((pair) => hasPair(words, pair)) ||
    SECRET_ENDINGS.some((ending) => joined.endsWith(ending))
  )
}

/** Does the name say that a random-looking value is an identifier, a digest or a public key? */
export function publicName(name: string): boolean {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  return HARMLESS_SUFFIXES.has(last) || RANDOM_BUT_PUBLIC_SUFFIXES.has(last) || hasPair(words, ['PUBLIC', 'KEY'])
}
