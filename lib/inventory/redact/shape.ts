import { entropyOf } from './entropy.ts'
import type { ValueShape } from './facts.ts'

const REFERENCE = /^\{\{resolve:[^{}]+\}\}$/
const TEMPLATES =
  /\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Z_][A-Z0-9_]*|%[A-Za-z_]\w*%|\{\{[^{}]*\}\}|\{[A-Za-z_.]*\}|<[^<>]*>|\[[A-Za-z _-]*\]|__[A-Za-z]\w*__/g
const FILLER = /^(?:\*{2,}|x{3,}|X{3,}|\.{3,}|-{2,}|_{2,}|#{2,}|\?{2,})$/
const STAND_IN =
  /^(?:change[-_ ]?(?:me|it|this)\b.*|replace[-_ ]?(?:me|this|with\b.*)|(?:your|insert|enter)[-_ ].*|.*[-_ ]here|todo|tbd|fixme|none|null|nil|undefined|unset|n\/?a|not[-_ ]?(?:set|used|needed|required|applicable|a[-_ ].*)|(?:dummy|fake|mock|placeholder|example|sample)[a-z_ -]*\d{0,4}|redacted|masked|hidden)$/i

const SHAPES: readonly [ValueShape, RegExp][] = [
  ['boolean', /^(?:true|false|yes|no|on|off|enabled?|disabled?)$/i],
  ['number', /^[+-]?\d+(?:\.\d+)?(?:ms|[smhd]|[kmg]i?b?)?$/i],
  ['dynamic-reference', REFERENCE],
  ['arn', /^arn:aws[a-z-]*:[a-z0-9-]+:\S*$/],
  ['public-key', /^(?:-----BEGIN (?:[A-Z0-9]+ )*(?:PUBLIC KEY|CERTIFICATE)-----|(?:ssh|ecdsa)-[a-z0-9-]+ AAAA)/],
  ['public-key', /^pk_(?:live|test)_\w+$/],
  ['uuid', /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i],
  [
    'hex-digest',
    /^(?:(?:sha\d+|md5):)?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i,
  ],
  ['hex-digest', /^sha(?:256|384|512)-[A-Za-z0-9+/]{43,88}={0,2}$/],
  ['url', /^(?:jdbc:)?[a-z][a-z0-9+.-]{1,30}:(?:[a-z]{1,10}:)?\/\/\S+$/i],
  ['jvm-options', /^-(?:X|D[\w.]|server\b|javaagent:|agentlib:|-add-(?:opens|exports|modules)\b)/],
  ['hostname', /^(?:[a-z0-9_-]{1,63}\.){1,20}[a-z]{2,63}(?::\d{1,5})?$/i],
  ['hostname', /^(?:\d{1,3}\.){3}\d{1,3}(?:[:/]\d{1,5})?$/],
  ['hostname', /^(?=.{1,63}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/],
  ['image', /^(?:[\w.-]{1,100}(?::\d{1,5})?\/)?[a-z0-9._/-]{1,200}(?::[\w.-]{1,128}|@sha256:[0-9a-f]{64})$/],
]

/** The name of a secret, parameter, bucket key or folder: words between slashes. */
const RELATIVE_PATH = /^[a-z][a-z0-9._-]*(?:\/[a-z0-9._-]+)+$/
const PATH = /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])[\w.@%~:,\\/{}$*-]*$/

/** Share of the greatest possible entropy that no path people write reaches; random base64 that starts with a slash does. */
const RANDOM_SHARE = 0.88

function isPath(value: string): boolean {
  return (
    (PATH.test(value) || RELATIVE_PATH.test(value)) &&
    (value.length < 20 || entropyOf(value) < RANDOM_SHARE * Math.log2(value.length))
  )
}

/** Holds templates and, besides them, no letter or digit. */
function isTemplate(value: string): boolean {
  const rest = value.replace(TEMPLATES, '')
  return rest !== value && !/[A-Za-z0-9]/.test(rest) && !REFERENCE.test(value)
}

/** Stands for a value that is filled in elsewhere (${TOKEN}, <user>:<password>, changeme, xxxx). */
export function isPlaceholder(value: string): boolean {
  return isTemplate(value) || FILLER.test(value) || STAND_IN.test(value)
}

/** The first shape that fits, outer white space ignored. */
export function shapeOf(value: string): ValueShape {
  const text = value.trim()
  if (text === '') return 'empty'
  if (text.length <= 200 && isPlaceholder(text)) return 'placeholder'
  if (isPath(text)) return 'path'
  return SHAPES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text'
}
