import { z } from 'zod'
import type { PathNode } from '#components/charts/service-path.tsx'
import { counted } from '#components/score/format.ts'
import { severities } from '#lib/checks/result.ts'
import type { PathResource, ServicePath } from '#lib/data/estate/service-path.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'

const serviceConfiguration = z.object({
  desiredCount: z.number().optional(),
  runningCount: z.number().optional(),
  loadBalancers: z.array(z.object({ containerPort: z.number().optional() })).default([]),
  networkConfiguration: z
    .object({
      awsvpcConfiguration: z
        .object({ subnets: z.array(z.string()).default([]), assignPublicIp: z.string().optional() })
        .optional(),
    })
    .optional(),
})
const balancerConfiguration = z.object({
  Scheme: z.string().optional(),
  AvailabilityZones: z.array(z.unknown()).default([]),
})
const familyConfiguration = z.object({
  taskRoleArn: z.string().optional(),
  containerDefinitions: z
    .array(z.object({ secrets: z.array(z.object({ valueFrom: z.string() })).default([]) }))
    .default([]),
})
const roleConfiguration = z.object({
  RolePolicyList: z.array(z.unknown()).default([]),
  AttachedManagedPolicies: z.array(z.unknown()).default([]),
})

type Judge = (resources: readonly PathResource[], about?: (finding: FindingRow) => boolean) => PathNode['verdict']

/** Checks about credentials: what they find is shown at the secrets, not at the service. */
const isAboutSecrets = ({ check }: FindingRow) => check.startsWith('scr-')

/**
 * The way from the internet to the secrets of a service, left to right.
 * @param findings open findings that name the service
 * @param titleOf what a check says where it fails
 */
export function pathNodes(
  { service, reached }: ServicePath,
  findings: readonly FindingRow[],
  titleOf: (check: string) => string,
): PathNode[] {
  const ofType = (type: string) => reached.filter((one) => one.type === type)
  const balancers = ofType('load-balancer')
  const listeners = ofType('listener')
  const roles = ofType('iam-role')
  const families = ofType('task-definition')
  const judge = judgeWith(findings, titleOf)
  const elsewhere = new Set([...balancers, ...listeners, ...roles].map(({ id }) => id))
  const atService = findings.filter((finding) => !isAboutSecrets(finding) && !elsewhere.has(finding.resource))
  return [
    internetNode(service, balancers),
    ...balancerNodes(balancers, judge),
    ...listenerNodes(listeners, judge),
    {
      kind: 'Service',
      name: service.name,
      facts: serviceFacts(service),
      // Images, logs and networks that the service uses have no box of their own: what fails there is shown here.
      verdict: worstOf(atService, titleOf) ?? judge([service, ...families, ...ofType('security-group')], () => false),
    },
    roleNode(families, roles, judge),
    secretsNode(families, judge),
  ]
}

function judgeWith(findings: readonly FindingRow[], titleOf: (check: string) => string): Judge {
  return (resources, about = () => true) => {
    const ids = new Set(resources.map(({ id }) => id))
    const found = worstOf(
      findings.filter((finding) => ids.has(finding.resource) && about(finding)),
      titleOf,
    )
    if (found) return found
    const unknown = resources.reduce((sum, { judged }) => sum + judged.unknown, 0)
    if (unknown > 0) return { severity: 'unknown', text: `${unknown} not judged` }
    return resources.some(({ judged }) => judged.pass > 0) ? { severity: 'pass' } : undefined
  }
}

/** The first of findings that are the most urgent first, by severity. */
function worstOf(findings: readonly FindingRow[], titleOf: (check: string) => string): PathNode['verdict'] {
  const severity = severities.find((each) => findings.some((finding) => finding.severity === each))
  const worst = findings.find((finding) => finding.severity === severity)
  return worst && { severity: worst.severity, text: titleOf(worst.check) }
}

function internetNode({ exposed }: PathResource, balancers: readonly PathResource[]): PathNode {
  if (!exposed) return { kind: 'Internet', name: 'no way in was seen', facts: ['in what could be read'] }
  const through = balancers.filter((balancer) => balancer.exposed).length
  return {
    kind: 'Internet',
    name: 'any client',
    facts: [through > 0 ? `through ${counted(through, 'load balancer')}` : 'straight to the tasks'],
  }
}

function balancerNodes(balancers: readonly PathResource[], judge: Judge): PathNode[] {
  const [first] = balancers
  if (!first) return []
  const { data } = balancerConfiguration.safeParse(first.configuration)
  const zones = data?.AvailabilityZones.length ?? 0
  return [
    {
      kind: 'Load balancer',
      name: withOthers(first.name, balancers.length),
      facts: [data?.Scheme, zones > 0 && counted(zones, 'zone')].filter(isText),
      verdict: judge(balancers),
    },
  ]
}

function listenerNodes(listeners: readonly PathResource[], judge: Judge): PathNode[] {
  if (listeners.length === 0) return []
  const ports = listeners.map(({ name }) => name.slice(name.lastIndexOf(' ') + 1))
  return [
    {
      kind: 'Listener',
      name: ports.join(', '),
      facts: [counted(listeners.length, 'listener')],
      verdict: judge(listeners),
    },
  ]
}

function serviceFacts({ configuration }: PathResource): string[] {
  const { data } = serviceConfiguration.safeParse(configuration)
  if (!data) return ['not described']
  const network = data.networkConfiguration?.awsvpcConfiguration
  const ports = [...new Set(data.loadBalancers.flatMap(({ containerPort }) => containerPort ?? []))]
  return [
    `${data.runningCount ?? 0} of ${counted(data.desiredCount ?? 0, 'task')}`,
    [
      network && counted(network.subnets.length, 'subnet'),
      network?.assignPublicIp === 'ENABLED' && 'public address',
      ports.length > 0 && `port ${ports.join(', ')}`,
    ]
      .filter(isText)
      .join(', '),
  ].filter((fact) => fact !== '')
}

function roleNode(families: readonly PathResource[], roles: readonly PathResource[], judge: Judge): PathNode {
  const arns = families.flatMap(
    ({ configuration }) => familyConfiguration.safeParse(configuration).data?.taskRoleArn ?? [],
  )
  const [arn] = arns
  if (!areRead(families)) return { kind: 'Task role', name: 'not read', facts: ['no task definition could be read'] }
  if (arn === undefined) return { kind: 'Task role', name: 'none', facts: ['calls AWS as nobody or as its host'] }
  const own = roles.filter(({ key }) => arns.includes(key))
  const { data } = roleConfiguration.safeParse(own[0]?.configuration)
  return {
    kind: 'Task role',
    name: withOthers(lastName(arn), new Set(arns).size),
    facts: data
      ? [
          counted(data.AttachedManagedPolicies.length, 'managed policy', 'managed policies'),
          counted(data.RolePolicyList.length, 'inline policy', 'inline policies'),
        ]
      : ['not read'],
    verdict: judge(own),
  }
}

function secretsNode(families: readonly PathResource[], judge: Judge): PathNode {
  if (!areRead(families)) return { kind: 'Secrets', name: 'not read', facts: ['no task definition could be read'] }
  const references = families.flatMap(({ configuration }) => {
    const { data } = familyConfiguration.safeParse(configuration)
    return data?.containerDefinitions.flatMap(({ secrets }) => secrets.map(({ valueFrom }) => valueFrom)) ?? []
  })
  const names = [...new Set(references.map(secretName))]
  const found = judge(families, isAboutSecrets)
  return {
    kind: 'Secrets',
    name: names.length > 0 ? withOthers(names[0] ?? '', names.length) : 'none by reference',
    facts: names.length > 0 ? [`${names.length} by reference`] : [],
    // A pass or an unknown of the family is shown at the service.
    ...(found && found.severity !== 'pass' && found.severity !== 'unknown' && { verdict: found }),
  }
}

function areRead(families: readonly PathResource[]): boolean {
  return families.length > 0 && families.every(({ configuration }) => configuration !== undefined)
}

/** "payments/db" of a secret's or parameter's ARN, without the suffix that Secrets Manager adds. */
function secretName(reference: string): string {
  const [, , service, , , ...rest] = reference.split(':')
  if (service === 'secretsmanager') return (rest[1] ?? reference).replace(/-[A-Za-z0-9]{6}$/, '')
  if (service === 'ssm') return rest.join(':').replace(/^parameter/, '')
  return reference
}

function withOthers(name: string, count: number): string {
  return count > 1 ? `${name} and ${count - 1} more` : name
}

function lastName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

function isText(fact: string | false | undefined): fact is string {
  return typeof fact === 'string'
}
