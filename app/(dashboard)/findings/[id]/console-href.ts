const consoles: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

/** Where the AWS console shows a resource; undefined for kinds whose page has no stable address. */
export function consoleHref(arn: string): string | undefined {
  const [, partition = '', service, region = '', , ...rest] = arn.split(':')
  const host = consoles[partition]
  const path = host && pathOf(service, region, rest.join(':'))
  if (!path) return undefined
  return region === '' ? `https://${host}/${path}` : `https://${region}.${host}/${path}`
}

function pathOf(service: string | undefined, region: string, resource: string): string | undefined {
  const [kind = '', ...names] = resource.split('/').map(encodeURIComponent)
  const query = `?region=${region}`
  const [first, second] = names
  if (service === 'ecs' && kind === 'cluster') return `ecs/v2/clusters/${first}/services${query}`
  if (service === 'ecs' && kind === 'service' && second)
    return `ecs/v2/clusters/${first}/services/${second}/health${query}`
  if (service === 'ecs' && kind === 'task-definition')
    return `ecs/v2/task-definitions/${first?.split('%3A')[0]}${query}`
  if (service === 'iam' && kind === 'role') return `iam/home#/roles/details/${names.at(-1)}`
  if (service === 'ec2' && kind === 'security-group') return `ec2/home${query}#SecurityGroup:groupId=${first}`
  return undefined
}
