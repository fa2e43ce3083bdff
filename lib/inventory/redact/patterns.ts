import { rules } from '@secretlint/secretlint-rule-preset-recommend'
import { decodedText, isLogin } from './base64.ts'
import { embeddedSecrets } from './embedded.ts'
import { FORMATS } from './formats.ts'
import { hasLogin } from './logins.ts'

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

/** No format is shorter than this. */
const SHORTEST = 10

/** Names of the secret formats found anywhere in the text, or in the text that it holds in base64, sorted, without repeats. */
export function patternsIn(text: string): string[] {
  const names = namesIn(text)
  const decoded = decodedText(text.trim())
  if (decoded !== undefined) {
    for (const name of namesIn(decoded)) names.add(name)
    if (isLogin(decoded) || embeddedSecrets(decoded).length > 0) names.add('base64-login')
  }
  return [...names].sort()
}

function namesIn(text: string): Set<string> {
  const names = new Set<string>()
  if (text.length < SHORTEST) return names
  for (const { name, matches } of libraryPatterns) if (matches(text)) names.add(name)
  for (const [name, pattern] of FORMATS) if (pattern.test(text)) names.add(name)
  if (hasLogin(text)) names.add('url-password')
  return names
}
