/** An image reference taken apart. `tag` is absent with a digest only; without both the tag is the implied `latest`. */
export interface ImageReference {
  /** Host, or undefined for Docker Hub. */
  host?: string
  kind: 'ecr' | 'ecr-public' | 'docker-hub' | 'other'
  /** Account and region of a private ECR registry. */
  account?: string
  region?: string
  repository: string
  tag?: string
  digest?: string
}

const ecrHosts = [
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/,
  /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.aws$/,
]
const dockerHubHosts = ['docker.io', 'index.docker.io', 'registry-1.docker.io']

/** Accounts from whose registries AWS hands out Fluent Bit and the App Mesh proxy. */
export const registriesOfAws: readonly string[] = ['906394416424', '840364872350']

export function parseImage(image: string): ImageReference {
  const [name = '', digest] = image.split('@')
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash).toLowerCase()
  const hasHost = first.includes('.') || first.includes(':') || first === 'localhost'
  const path = hasHost ? name.slice(slash + 1) : name
  const colon = path.indexOf(':')
  const repository = colon < 0 ? path : path.slice(0, colon)
  const tag = colon < 0 ? (digest ? undefined : 'latest') : path.slice(colon + 1)
  const host = hasHost && !dockerHubHosts.includes(first) ? first : undefined
  if (!host) return { kind: 'docker-hub', repository, tag, digest }
  if (host === 'public.ecr.aws') return { host, kind: 'ecr-public', repository, tag, digest }
  for (const pattern of ecrHosts) {
    const match = pattern.exec(host)
    if (match) return { host, kind: 'ecr', account: match[1], region: match[2], repository, tag, digest }
  }
  return { host, kind: 'other', repository, tag, digest }
}

/**
 * Whether an image is one of those listed by their names or parts of them. Whole words of host and repository count, in any
 * case: neither falcon nor a tag is falco.
 */
export function isListed(listed: readonly string[], image: string): boolean {
  const { host = '', repository } = parseImage(image)
  const name = `${host}/${repository}`.toLowerCase()
  return listed.some((one) => holdsWords(name, one.toLowerCase()))
}

function holdsWords(text: string, words: string): boolean {
  if (words === '') return false
  const isWord = (character: string) => /[a-z0-9]/.test(character)
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isWord(text.charAt(at - 1)) && !isWord(text.charAt(at + words.length))) return true
  }
  return false
}
