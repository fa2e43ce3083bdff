/** What the user data of a launch template says about its container hosts. The text itself is never kept. */
export interface UserDataFacts {
  /** False for compressed data: nothing below is known then. */
  readable: boolean
  /** A firewall rule drops what containers on the docker bridge send to the metadata address. */
  dropsBridgeMetadata: boolean
  /** Docker's seccomp profile for containers without one of their own; absent when it is the default. */
  seccomp?: 'unconfined' | 'custom'
  /** Where the agent's login to registries (ECS_ENGINE_AUTH_DATA) comes from: written out, or fetched by a command. */
  engineAuth?: 'plaintext' | 'fetched'
}

const METADATA = String.raw`169\.254\.169\.254(?:/32)?(?![\d.])`
const iptablesRule = [
  /(?:^|\s)(?:-[AI]|--append|--insert)\s+(?:FORWARD|DOCKER-USER)\b/,
  /(?:^|\s)(?:-i|--in-interface)\s+["']?docker[+0]/,
  new RegExp(String.raw`(?:^|\s)(?:-d|--dst|--destination)\s+${METADATA}`),
  /(?:^|\s)(?:-j|--jump)\s+(?:DROP|REJECT)\b/,
]
const nftablesRule = [
  /\biif(?:name)?\s+\\?["']?docker/,
  new RegExp(String.raw`\bdaddr\s+${METADATA}`),
  /\b(?:drop|reject)\b/,
]
const seccompProfile = /(?:--seccomp-profile[=\s]+["']?|"seccomp-profile"\s*:\s*")([^\s"']+)/g

const engineAuth = /\bECS_ENGINE_AUTH_DATA\b["']?\s*[=:]\s*(.*)/
/** What a shell fills in, and what holds no login. */
const filledIn = /\$\(|\$\{?\w|`/

/** Reads user data as the EC2 API gives it: base64 of a script, a MIME message, cloud-init YAML or Bottlerocket's TOML. */
export function userDataFacts(base64: string): UserDataFacts {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { readable: false, dropsBridgeMetadata: false }
  const lines = linesOf(bytes.toString('utf8'))
  const named = lines.flatMap((line) => [...line.matchAll(seccompProfile)].map(([, profile]) => profile))
  const profiles = named.filter((profile) => profile !== 'builtin')
  const seccomp = profiles.includes('unconfined') ? 'unconfined' : 'custom'
  return {
    readable: true,
    dropsBridgeMetadata: lines.some((line) => drops(line)),
    ...(profiles.length > 0 && { seccomp }),
    ...engineAuthOf(lines),
  }
}

/** Commands over several lines joined, comments left out, escaped quotes as quotes. */
function linesOf(text: string): string[] {
  const joined = text.replace(/\\\r?\n/g, ' ').replaceAll('\\"', '"')
  return joined.split(/\r?\n/).filter((line) => !/^\s*#/.test(line))
}

/** An empty value, `{}` and quotes around nothing are no login. */
function engineAuthOf(lines: readonly string[]): Pick<UserDataFacts, 'engineAuth'> {
  const values = lines.flatMap((line) => engineAuth.exec(line)?.[1] ?? [])
  const logins = values.filter((value) => /[^\s"'{}]/.test(value.replace(/>>.*$/, '')))
  if (logins.length === 0) return {}
  return { engineAuth: logins.every((value) => filledIn.test(value)) ? 'fetched' : 'plaintext' }
}

function drops(line: string): boolean {
  return [iptablesRule, nftablesRule].some((rule) => rule.every((part) => part.test(line)))
}
