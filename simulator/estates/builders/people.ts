import { document, type Statement } from './roles.ts'
import { daysAgo, hex, pick, type Site } from './site.ts'

type Inline = Record<string, Statement[]>

const policies = (inline: Inline = {}) =>
  Object.entries(inline).map(([PolicyName, statements]) => ({ PolicyName, PolicyDocument: document(...statements) }))

const entityId = (site: Site, prefix: string, name: string) =>
  `${prefix}${hex({ ...site, region: 'global' }, 17, prefix, name).toUpperCase()}`

export function addGroup(site: Site, name: string, inline: Inline): void {
  site.iam.groups.push({
    GroupName: name,
    GroupId: entityId(site, 'AGPA', name),
    Arn: `arn:aws:iam::${site.account}:group/${name}`,
    Path: '/',
    CreateDate: daysAgo(site, 600),
    GroupPolicyList: policies(inline),
    AttachedManagedPolicies: [],
  })
}

export function addUser(site: Site, spec: { name: string; groups?: string[]; inline?: Inline }): void {
  site.iam.users.push({
    UserName: spec.name,
    UserId: entityId(site, 'AIDA', spec.name),
    Arn: `arn:aws:iam::${site.account}:user/${spec.name}`,
    Path: '/',
    CreateDate: daysAgo(site, 100 + pick({ ...site, region: 'global' }, 500, 'user', spec.name)),
    UserPolicyList: policies(spec.inline),
    GroupList: spec.groups ?? [],
    AttachedManagedPolicies: [],
    Tags: [],
  })
}
