/** The names that the text of a fix leaves open, and what stands for them in this case. */
export type Names = Readonly<Partial<Record<Placeholder, string>>>

export type Placeholder =
  | 'ACCOUNT'
  | 'REGION'
  | 'CLUSTER'
  | 'SERVICE'
  | 'FAMILY'
  | 'CONTAINER'
  | 'ROLE'
  | 'ROLE_ARN'
  | 'GROUP'
  | 'REPOSITORY'
  | 'LISTENER'
  | 'TARGET_GROUP_ARN'
  | 'VPC'

/** What a shell, HCL and YAML all take as one plain word. Any other name stays open: names of AWS are hostile text. */
const plainWord = /^[\w./:@-]+$/

/** Fills in the names that are known and harmless; the others stay as they are, in capitals. */
export function fillNames(text: string, names: Names): string {
  return Object.entries(names).reduce((filled, [placeholder, name]) => {
    if (name === undefined || !plainWord.test(name)) return filled
    return filled.replaceAll(new RegExp(`\\b${placeholder}\\b`, 'g'), () => name)
  }, text)
}

/** Which names a subject gives. A service is named only where it is the only one. */
export function namesOf({
  account,
  region,
  subject,
  services,
}: {
  account: string
  region: string
  subject: { type: string; id: string; name: string; arn?: string }
  /** ARNs of the services that the subject belongs to. */
  services: readonly string[]
}): Names {
  return {
    ACCOUNT: account,
    ...(region !== 'global' && { REGION: region }),
    ...serviceNames(subject.type === 'ecs-service' ? [subject.id] : services),
    ...subjectNames(subject),
  }
}

function serviceNames(services: readonly string[]): Names {
  const [arn, ...others] = services
  const [, cluster, service] = /:service\/([^/]+)\/([^/]+)$/.exec(arn ?? '') ?? []
  if (others.length > 0 || !cluster || !service) return {}
  return { CLUSTER: cluster, SERVICE: service }
}

function subjectNames({ type, id, arn }: { type: string; id: string; arn?: string }): Names {
  const last = id.split('/').at(-1) ?? id
  switch (type) {
    case 'container': {
      const [family, container] = last.split('#')
      return { FAMILY: family, CONTAINER: container }
    }
    case 'task-definition':
      return { FAMILY: last }
    case 'ecs-cluster':
      return { CLUSTER: last }
    case 'iam-role':
      return { ROLE: last, ...(arn && { ROLE_ARN: arn }) }
    case 'security-group':
      return { GROUP: id }
    case 'log-group':
      return { GROUP: id.split(':log-group:')[1] }
    case 'ecr-repository':
    case 'ecr-image':
      return { REPOSITORY: id.split(':repository/')[1] }
    case 'listener':
      return { LISTENER: id }
    case 'target-group':
      return { TARGET_GROUP_ARN: id }
    case 'vpc':
      return { VPC: id }
    default:
      return {}
  }
}
