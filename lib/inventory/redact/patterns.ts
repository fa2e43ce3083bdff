import { rules } from '@secretlint/secretlint-rule-preset-recommend'
import { isPlaceholder } from './shape.ts'

interface Detector {
  file: (source: { content: string; contentType: 'text'; ext: string; filePath: undefined }) => unknown
}

interface Rule {
  meta: { id: string }
  create: (context: { report: () => void; createTranslator: () => (id: string) => string }, options: object) => Detector
}

/** Vendor key formats of the library; its other rules read files or ask for more or less than we do, so ours stand in. */
const LIBRARY_RULES: ReadonlySet<string> = new Set([
  '1password',
  'anthropic',
  'cloudflare',
  'databricks',
  'docker',
  'figma',
  'github',
  'gitlab',
  'grafana',
  'groq',
  'hashicorp-vault',
  'huggingface',
  'linear',
  'notion',
  'npm',
  'openai',
  'sendgrid',
  'shopify',
  'slack',
  'stripe',
  'tailscale',
  'vercel',
])

const PREFIX = '@secretlint/secretlint-rule-'

/** Wraps a library rule, which reports through a callback, as a function of the text. */
function detectorOf(rule: Rule): (text: string) => boolean {
  let found = false
  const report = () => {
    found = true
  }
  const detector = rule.create({ report, createTranslator: () => (id) => id }, {})
  return (text) => {
    found = false
    detector.file({ content: text, contentType: 'text', ext: '', filePath: undefined })
    return found
  }
}

const libraryRules: readonly Rule[] = rules
const libraryPatterns = libraryRules
  .map((rule) => ({ name: rule.meta.id.slice(PREFIX.length), matches: detectorOf(rule) }))
  .filter(({ name }) => LIBRARY_RULES.has(name))

/** Formats that the library leaves out, from the vendors' own descriptions of their keys. */
const FORMATS: readonly [string, RegExp][] = [
  ['aws-access-key-id', /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/],
  ['aws-bedrock-key', /\bABSK[A-Za-z0-9+/]{100,}/],
  ['atlassian', /\bATATT3[A-Za-z0-9_=-]{100,}/],
  [
    'authorization-header',
    /\bBearer +[\w.~+/=-]{20,}|\bauthorization["']?\s{0,9}[:=]\s{0,9}["']?Basic +[A-Za-z0-9+/]{8,}/i,
  ],
  ['azure-storage', /\bAccountKey=[A-Za-z0-9+/]{60,}={0,2}/],
  ['digitalocean', /\bdo[opr]_v1_[0-9a-f]{64}\b/],
  ['discord-webhook', /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[\w-]{40,}/],
  ['doppler', /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{36,}/],
  ['dynatrace', /\bdt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b/],
  ['google-api-key', /\bAIza[\w-]{35}(?![\w-])/],
  ['google-oauth', /\bGOCSPX-[\w-]{28}(?![\w-])/],
  ['hashicorp-terraform', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,}/],
  ['hubspot', /\bpat-[a-z]{2}\d-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/],
  ['jwt', /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,8000}\.[\w-]{8,}/],
  ['mailchimp', /\b[0-9a-f]{32}-us\d{1,2}\b/],
  ['mailgun', /\bkey-[0-9a-f]{32}\b/],
  ['new-relic', /\b(?:NRAK-[A-Z0-9]{27}|[0-9a-f]{36}NRAL|(?:eu01xx|gov01x)[0-9a-f]{30}NRAL)\b/],
  ['postman', /\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b/],
  ['private-key', /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  [
    'private-key',
    /\bLS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJVkFURS|BFQyBQUklWQVRF|BPUEVOU1NIIFBSSVZBVE|BFTkNSWVBURUQgUFJJVkFURS)/,
  ],
  ['pulumi', /\bpul-[0-9a-f]{40}\b/],
  ['pypi', /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/],
  ['rubygems', /\brubygems_[0-9a-f]{48}\b/],
  ['sentry', /\bsntry[su]_[\w+/=]{40,}/],
  ['slack-webhook', /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/]{20,}/],
  ['square', /\b(?:sq0(?:atp|csp)-[\w-]{22,}|EAAA[\w-]{60})(?![\w-])/],
  ['stripe-webhook', /\bwhsec_[A-Za-z0-9+/]{24,}/],
  ['telegram', /\b\d{8,10}:AA[\w-]{33}(?![\w-])/],
]

const URL_WITH_PASSWORD = /:\/\/[^\s/?#:]{0,256}:([^\s/?#]{1,512})@(\[[0-9a-fA-F:.]+\]|[^\s/?#:@,]+)/g
const LOCAL_HOST = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/i

function hasUrlWithPassword(text: string): boolean {
  for (const [, password = '', host = ''] of text.matchAll(URL_WITH_PASSWORD)) {
    if (!isPlaceholder(password) && !LOCAL_HOST.test(host)) return true
  }
  return false
}

/** No format is shorter than this. */
const SHORTEST = 10

/** Names of the secret formats found anywhere in the text, sorted, without repeats. */
export function patternsIn(text: string): string[] {
  if (text.length < SHORTEST) return []
  const names = new Set<string>()
  for (const { name, matches } of libraryPatterns) if (matches(text)) names.add(name)
  for (const [name, pattern] of FORMATS) if (pattern.test(text)) names.add(name)
  if (hasUrlWithPassword(text)) names.add('url-password')
  return [...names].sort()
}
