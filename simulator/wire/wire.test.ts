import { expect, test } from 'vitest'
import { clientsOf } from '../testing/clients.ts'
import { hostileName } from '../testing/network.ts'
import { simulate } from '../testing/simulated.ts'

const scopeOf = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIA/20260301/us-east-1/${service}/aws4_request, Signature=0`

interface Raw {
  service: string
  target?: string
  path?: string
  method?: string
  body?: string
}

/** A request as no SDK client would send it. */
async function raw(url: string, { service, target, path = '/', method = 'POST', body }: Raw) {
  const headers: Record<string, string> = { authorization: scopeOf(service) }
  if (target) headers['x-amz-target'] = target
  const response = await fetch(`${url}${path}`, { method, headers, body })
  return { status: response.status, text: await response.text() }
}

const ecs = (operation: string, input: unknown): Raw => ({
  service: 'ecs',
  target: `AmazonEC2ContainerServiceV20141113.${operation}`,
  body: typeof input === 'string' ? input : JSON.stringify(input),
})
const form = (service: string, body: string): Raw => ({ service, body })

const misshapen: Record<string, [request: Raw, says: string]> = {
  'an unknown member': [ecs('ListServices', { cluster: 'main', colour: 1 }), 'Unknown parameter: colour'],
  'an unknown member within': [
    ecs('RegisterTaskDefinition', { family: 'a', containerDefinitions: [{ name: 'a', imago: 'b' }] }),
    'Unknown parameter: containerDefinitions[0].imago',
  ],
  'a missing member': [ecs('DescribeServices', { cluster: 'main' }), 'Missing required parameter: services'],
  'a missing member within': [
    ecs('UpdateService', { service: 'api', networkConfiguration: { awsvpcConfiguration: {} } }),
    'Missing required parameter: networkConfiguration.awsvpcConfiguration.subnets',
  ],
  'a number for text': [ecs('ListServices', { cluster: 1 }), 'cluster must be a string'],
  'text for a number': [ecs('ListServices', { maxResults: '1' }), 'maxResults must be a number'],
  'text for a list': [ecs('DescribeServices', { services: 'api' }), 'services must be a list'],
  'no JSON': [ecs('ListServices', '{'), 'The body is not JSON'],
  'a list for the body': [ecs('ListServices', []), 'The body must be an object'],
  'an unknown form parameter': [
    form('ec2', 'Action=DescribeVpcs&Version=2016-11-15&Colour=1'),
    'Unknown parameter: Colour',
  ],
  'an unnumbered list': [form('ec2', 'Action=DescribeVpcs&VpcId.first=vpc-1'), 'Unknown parameter: VpcId.first'],
  'a form number that is none': [form('ec2', 'Action=DescribeVpcs&MaxResults=many'), 'MaxResults must be a number'],
  'a form truth that is none': [form('ec2', 'Action=DescribeVpcs&DryRun=perhaps'), 'DryRun must be true or false'],
  'a missing form parameter': [
    form('sts', 'Action=AssumeRole&RoleArn=arn'),
    'Missing required parameter: RoleSessionName',
  ],
  'an unknown member of a REST body': [
    { service: 'inspector2', path: '/findings/list', body: '{"colour":1}' },
    'Unknown parameter: colour',
  ],
}

test.each(Object.entries(misshapen))('%s is refused with its name', async (_name, [request, says]) => {
  await using simulated = await simulate()
  const { status, text } = await raw(simulated.url, request)
  expect(status).toBe(400)
  expect(text).toContain(says)
})

test('null counts as absent', async () => {
  await using simulated = await simulate()
  const { status } = await raw(simulated.url, ecs('ListServices', { cluster: 'main', nextToken: null }))
  expect(status).toBe(200)
})

test('lists in forms are read in the order of their numbers', async () => {
  await using simulated = await simulate()
  const { text } = await raw(
    simulated.url,
    form('ec2', 'Action=DescribeSubnets&SubnetId.10=subnet-1&SubnetId.2=subnet-0'),
  )
  expect(text.indexOf('subnet-0')).toBeLessThan(text.indexOf('<subnetId>subnet-1'))
})

test.each([
  ['JSON', ecs('ListServices', { cluster: 'gone' }), '"__type":"ClusterNotFoundException"'],
  [
    'Query',
    form('iam', 'Action=GetRole&RoleName=gone'),
    '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code>',
  ],
  [
    'EC2 Query',
    form('ec2', 'Action=DescribeVpcs&VpcId.1=x'),
    '<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>',
  ],
  [
    'REST-JSON',
    { service: 'scheduler', method: 'GET', path: '/schedules/gone' },
    '"__type":"ResourceNotFoundException"',
  ],
] as const)('an error in %s has that protocol’s shape', async (_protocol, request, shape) => {
  await using simulated = await simulate()
  expect((await raw(simulated.url, request)).text).toContain(shape)
})

test.each([
  ['JSON', ecs('DescribeTaskDefinition', { taskDefinition: 'api' })],
  ['Query', form('iam', 'Action=GetAccountAuthorizationDetails')],
  ['EC2 Query', form('ec2', 'Action=DescribeNetworkInterfaces')],
  ['REST-JSON', { service: 'inspector2', path: '/findings/list', body: '{}' }],
] as const)('the same time and seed give the same bytes in %s', async (_protocol, request) => {
  await using first = await simulate()
  await using second = await simulate()
  expect(await raw(first.url, request)).toEqual(await raw(second.url, request))
})

test('hostile text arrives unchanged, in XML and in JSON', async () => {
  await using simulated = await simulate()
  const { ec2, ecs: client } = clientsOf(simulated.client())
  expect((await ec2.describeVpcs({})).Vpcs?.[0]?.Tags?.[0]?.Value).toBe(hostileName)
  const filtered = await ec2.describeVpcs({ Filters: [{ Name: 'tag:Name', Values: [hostileName] }] })
  expect(filtered.Vpcs).toHaveLength(1)
  const containerDefinitions = [
    { name: 'app', image: 'a', memory: 1, environment: [{ name: 'N', value: hostileName }] },
  ]
  const { taskDefinition } = await client.registerTaskDefinition({ family: 'a', containerDefinitions })
  expect(taskDefinition?.containerDefinitions?.[0]?.environment?.[0]?.value).toBe(hostileName)
})

test('filter values match with wildcards, any of several, and all filters at once', async () => {
  await using simulated = await simulate()
  const { ec2 } = clientsOf(simulated.client())
  const ids = async (...Filters: { Name: string; Values: string[] }[]) =>
    (await ec2.describeSubnets({ Filters })).Subnets?.map(({ SubnetId }) => SubnetId)
  expect(await ids({ Name: 'subnet-id', Values: ['subnet-1*'] })).toEqual(['subnet-1', 'subnet-10', 'subnet-11'])
  expect(
    await ids({ Name: 'subnet-id', Values: ['subnet-1', 'subnet-2'] }, { Name: 'vpc-id', Values: ['vpc-1'] }),
  ).toHaveLength(2)
  expect(await ids({ Name: 'map-public-ip-on-launch', Values: ['true'] })).toEqual(['subnet-0'])
  expect(await ids({ Name: 'vpc-id', Values: ['vpc-1'] }, { Name: 'subnet-id', Values: ['subnet-11'] })).toEqual([])
})

test('policy documents of IAM come URL-encoded', async () => {
  await using simulated = await simulate()
  const { iam } = clientsOf(simulated.client())
  const { RoleDetailList = [], Policies = [] } = await iam.getAccountAuthorizationDetails({})
  const documents = [
    RoleDetailList[0]?.AssumeRolePolicyDocument,
    RoleDetailList[0]?.RolePolicyList?.[0]?.PolicyDocument,
    Policies[0]?.PolicyVersionList?.[0]?.Document,
  ]
  for (const document of documents) {
    expect(document).toMatch(/^%7B/)
    expect(JSON.parse(decodeURIComponent(document ?? ''))).toHaveProperty('Statement')
  }
})
