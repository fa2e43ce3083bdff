import table from './data/actions.json' with { type: 'json' }
import { covers, matches } from './glob.ts'
import { lately } from './lately.ts'

type AccessLevel = 'read' | 'list' | 'write' | 'tagging' | 'permissions'

export interface ActionFacts {
  /** As AWS writes it: iam:PassRole. */
  name: string
  level: AccessLevel
  /** Can be limited to named resources; all others need Resource "*". */
  limitable: boolean
  /** The name in lower case, as patterns are compared. */
  key: string
}

const LEVELS = new Map<string, AccessLevel>([
  ['r', 'read'],
  ['l', 'list'],
  ['w', 'write'],
  ['t', 'tagging'],
  ['p', 'permissions'],
])

function actionsOf(service: string, byLetter: Record<string, string>): ActionFacts[] {
  return Object.entries(byLetter).flatMap(([letter, names]) => {
    const level = LEVELS.get(letter.toLowerCase())
    if (!level) throw new Error(`The action table has the unknown access level "${letter}".`)
    return names.split(' ').map((action) => {
      const name = `${service}:${action}`
      return { name, level, limitable: letter !== letter.toLowerCase(), key: name.toLowerCase() }
    })
  })
}

interface Service {
  actions: Record<string, string>
  resources: string
}
const services = new Map<string, Service>(Object.entries<Service>(table.services))

/** Per service, unpacked at first use: most policies name a handful of the 450. */
const unpacked = new Map<string, readonly ActionFacts[]>()

/** All actions of a service prefix (lower case); empty for a service that the data does not know. */
function actionsOfService(service: string): readonly ActionFacts[] {
  const known = unpacked.get(service)
  if (known) return known
  const actions = actionsOf(service, services.get(service)?.actions ?? {})
  if (services.has(service)) unpacked.set(service, actions)
  return actions
}

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':')).toLowerCase()

/** Does an action pattern of a policy (any case) match the action? */
export function actionMatches(pattern: string, action: string): boolean {
  return matches(pattern.toLowerCase(), action.toLowerCase())
}

/** Can an action pattern match an action of this service (`ecs`)? */
export function canBeOf(service: string, pattern: string): boolean {
  const [prefix = ''] = pattern.split(':', 1)
  return /[*?]/.test(prefix) || prefix.toLowerCase() === service
}

/** Does an action pattern match everything that another does? See covers; every action holds a colon, so `*:*` is all. */
export function actionCovers(wide: string, narrow: string): boolean {
  return covers(wide, '*:*') || covers(wide.toLowerCase(), narrow.toLowerCase())
}

/** The known actions that a pattern of a policy matches; empty for a misspelled or an unknown one. */
export function expandActions(pattern: string): readonly ActionFacts[] {
  return expanded(pattern.toLowerCase())
}

/** The same few patterns stand in most policies of an account, and `*` is 22,000 actions. */
const expanded = lately(500, expand)

function expand(wanted: string): readonly ActionFacts[] {
  const [prefix = ''] = wanted.split(':', 1)
  const prefixes = /[*?]/.test(prefix) ? [...services.keys()].filter((service) => matches(prefix, service)) : [prefix]
  return prefixes.flatMap((service) => actionsOfService(service).filter(({ key }) => matches(wanted, key)))
}

/** Facts of one action in any case; undefined for one that the data does not know. */
export function actionFacts(action: string): ActionFacts | undefined {
  const wanted = action.toLowerCase()
  return actionsOfService(serviceOf(wanted)).find(({ key }) => key === wanted)
}

/** ARN patterns, after the account, of the service's resource types that carry a name: service/*\/* for ecs. */
export function resourceTypesOf(service: string): readonly string[] {
  return (services.get(service)?.resources ?? '').split(' ').filter((type) => type.includes('*'))
}
