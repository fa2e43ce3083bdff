/**
 * What is kept of a text that may hold a secret (environment value, command word, docker label, log or driver option,
 * override). The text itself is classified in memory while collecting and never leaves it.
 */
export type ValueShape =
  | 'empty'
  | 'boolean'
  | 'number'
  | 'arn'
  | 'path'
  | 'dynamic-reference'
  | 'url'
  | 'uuid'
  | 'hex-digest'
  | 'hostname'
  | 'image'
  | 'jvm-options'
  | 'public-key'
  | 'placeholder'
  | 'text'

export interface AwsAccessKey {
  /** AKIA is a long-lived key, ASIA a temporary one. */
  kind: 'AKIA' | 'ASIA'
  /** First four and last four characters: AKIA…WXYZ. */
  masked: string
}

export interface ValueFacts {
  /** Length in UTF-16 code units. */
  length: number
  /** First 16 hex digits of HMAC-SHA256(digestKey, value): equal values are recognised, none can be guessed. Absent for ''. */
  digest?: string
  shape: ValueShape
  /** Number of digits, for shape 'number' only. */
  digits?: number
  /** Names of the secret formats found anywhere in the value (vendor keys, PEM, JWT, URL with password), sorted, without repeats. */
  patterns: string[]
  /**
   * Names assigned a literal secret inside the value (--password x, Pwd=x;, "apiKey":"x"), sorted, without repeats, then
   * programs that are given one in a flag of another name (curl --user).
   */
  embedded: string[]
  /** Shannon entropy in bits per character, rounded to two decimals; 0 for ''. */
  entropy: number
  /**
   * None of the known shapes, and either random-looking (over 4.0 bits per character, at least 20 characters of
   * [A-Za-z0-9+/=_-] only) or mixed as passwords are.
   */
  highEntropy: boolean
  /** AWS access key ids found anywhere in the value. */
  awsAccessKeys: AwsAccessKey[]
  /** The whole value is 40 characters of the alphabet of AWS secret access keys. */
  awsSecretLiteral: boolean
  /** For shape 'url' only: the host is not an AWS endpoint (MinIO, LocalStack ...). */
  pointsOutsideAws?: boolean
}

/** A name is not a secret and is kept; its value is kept as facts. */
export interface NamedFacts {
  name: string
  value: ValueFacts
}

export interface CommandFacts {
  /** Number of words (array elements). */
  words: number
  /** Facts of all words joined with one space. */
  text: ValueFacts
  /** Facts of each word, in order. */
  each: ValueFacts[]
  /** As a health check: switched off or empty, a command that can only succeed, or a real probe. */
  kind: 'none' | 'constant-success' | 'real'
}

export interface OptionFacts {
  /** Operational options, in clear. */
  options: Record<string, string>
  /** Every other option: facts about its value only. */
  redactedOptions: NamedFacts[]
}

/** Which rule recognised a secret: a known format, the name (its own or an embedded one), or randomness (a suspicion only). */
export interface SecretVerdict {
  rule: 'pattern' | 'name' | 'entropy'
}
