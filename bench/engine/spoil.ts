import type { Inventory } from '#lib/inventory/inventory.ts'
import { classifyValue } from '#lib/inventory/redact/classify.ts'
import type { SectionName, Sections } from '#lib/inventory/sections.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'

const admin = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' },
    { Effect: 'Allow', Action: ['s3:*', '*:Get*', 'ecs:*'], Resource: '*' },
  ],
})
const anybody = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
})
const world = {
  IpProtocol: '-1',
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  Ipv6Ranges: [{ CidrIpv6: '::/0' }],
  UserIdGroupPairs: [],
  PrefixListIds: [],
}

/** How a record of a section is made to fail most of what is judged of it. */
const ways: { [S in SectionName]?: (record: Sections[S]) => Sections[S] } = {
  taskDefinitions: careless,
  roles: (role) => ({
    ...role,
    AssumeRolePolicyDocument: anybody,
    RolePolicyList: [...role.RolePolicyList, { PolicyName: 'everything', PolicyDocument: admin }],
  }),
  securityGroups: (group) => ({ ...group, IpPermissions: [world], IpPermissionsEgress: [world] }),
  listeners: (listener) => ({ ...listener, Protocol: 'HTTP', Port: 80, SslPolicy: undefined }),
  repositories: (repository) => ({ ...repository, imageTagMutability: 'MUTABLE' }),
  services: (service) => ({ ...service, enableExecuteCommand: true }),
  tasks: (task) => ({ ...task, enableExecuteCommand: true }),
  instances: (instance) => ({
    ...instance,
    MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional', HttpPutResponseHopLimit: 2 },
  }),
}

function careless(definition: TaskDefinition): TaskDefinition {
  const containerDefinitions = definition.containerDefinitions.map((container) => ({
    ...container,
    user: 'root',
    privileged: true,
    readonlyRootFilesystem: false,
    logConfiguration: undefined,
    linuxParameters: { capabilities: { add: ['SYS_ADMIN', 'NET_ADMIN'], drop: [] }, devices: [], tmpfs: [] },
    environment: Array.from({ length: 20 }, (_, n) => ({
      name: `PASSWORD_${n}`,
      value: classifyValue(`not so ${n} secret`, 'bench'),
    })),
  }))
  return { ...definition, pidMode: 'host', containerDefinitions }
}

/**
 * The inventory with a share of its records made to fail.
 * @param percent of the records of each kind, spread evenly
 */
export function spoil(inventory: Inventory, percent: number): Inventory {
  const isSpoilt = (index: number) => Math.floor(((index + 1) * percent) / 100) > Math.floor((index * percent) / 100)
  const spoilSection = <S extends SectionName>(section: S, way: (record: Sections[S]) => Sections[S]) =>
    Object.fromEntries(
      Object.entries<readonly Sections[S][]>(inventory.sections[section] ?? {}).map(([region, records]) => [
        region,
        records.map((record, index) => (isSpoilt(index) ? way(record) : record)),
      ]),
    )
  const spoilt = Object.entries(ways).map(([section, way]) => [
    section,
    spoilSection(section as SectionName, way as (record: Sections[SectionName]) => Sections[SectionName]),
  ])
  return { ...inventory, sections: { ...inventory.sections, ...Object.fromEntries(spoilt) } }
}
