import { cluster, service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { endpoint, ownRepositories } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-endpoint-policies.ts'

const full = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
const document = (...Statement: object[]) => JSON.stringify({ Statement })
const one = (name: string, ...statements: object[]) => ({
  vpcEndpoints: [endpoint(name, { PolicyDocument: document(...statements) })],
})
const organization = [{ Id: 'o-own', Arn: 'arn:aws:organizations::1:organization/o-own', MasterAccountId: '1' }]
const inOrganization = (key: string, value = 'o-own', operator = 'StringEquals') => ({
  Condition: { [operator]: { [key]: value } },
})
const pull = { Effect: 'Allow', Principal: '*', Action: 'ecr:*', Resource: '*' }
const own = `arn:aws:ecr:${id.region}:${id.account}:repository/*`
const foreign = `arn:aws:ecr:${id.region}:999988887777:repository/*`
const login = { Effect: 'Allow', Principal: '*', Action: 'ecr:GetAuthorizationToken', Resource: '*' }
const s3 = (...statements: object[]) => ({
  vpcEndpoints: [endpoint('s3', { VpcEndpointType: 'Gateway', Groups: [], PolicyDocument: document(...statements) })],
})
const layer = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::prod-${id.region}-starport-layer-bucket/*`,
}
const ecs = { Effect: 'Allow', Principal: '*', Action: 'ecs:*', Resource: '*' }
const both = (api: object[], dkr: object[]) => ({
  vpcEndpoints: [
    endpoint('ecr.api', { PolicyDocument: document(...api) }),
    endpoint('ecr.dkr', { PolicyDocument: document(...dkr) }),
  ],
})
const ownPull = { ...pull, Resource: own }

testCheck(check, {
  pass: {
    'own repositories, and a login that knows no resource': { subject: 'vpce-ecr.api' },
    'callers of the organization': {
      given: { ...one('ecr.api', { ...pull, ...inOrganization('aws:PrincipalOrgID') }), organization },
    },
    'resources of the organization': {
      given: { ...one('ecr.dkr', { ...pull, ...inOrganization('aws:ResourceOrgID') }), organization },
    },
    'resources of the account': {
      given: one('ecr.dkr', { ...pull, ...inOrganization('aws:ResourceAccount', id.account) }),
    },
    'everything but what is not the organization’s': {
      given: {
        ...one('ecr.api', full, {
          ...full,
          Effect: 'Deny',
          ...inOrganization('aws:ResourceOrgID', 'o-own', 'StringNotEquals'),
        }),
        organization,
      },
    },
    'both halves alike, written differently': {
      given: both(
        [ownPull, { ...login, Sid: 'Login' }],
        [login, { ...ownPull, Action: ['ECR:*'], Resource: [own], Principal: { AWS: '*' } }],
      ),
      subject: 'vpce-ecr.dkr',
    },
    'the FIPS variant': { given: one('ecr-fips.api', ownPull) },
    'ECS for one cluster': { given: one('ecs', { ...ecs, Resource: id.clusterArn }) },
    'ECS for named callers': { given: one('ecs-agent', { ...ecs, Principal: { AWS: id.account } }) },
    'ECS under a condition on the cluster': {
      given: one('ecs-telemetry', { ...ecs, Condition: { ArnEquals: { 'ecs:cluster': id.clusterArn } } }),
    },
    'S3 with the bucket of image layers': { given: s3({ ...layer, Resource: 'arn:aws:s3:::web-uploads/*' }, layer) },
  },
  fail: {
    'the default policy': { given: one('ecr.api', full), message: 'full' },
    'the default policy of the S3 gateway': { given: s3(full), message: 'full' },
    'every action of S3 on every bucket': {
      given: s3({ ...full, Action: 's3:*', Resource: 'arn:aws:s3:::*' }),
      message: 'full',
    },
    'everybody but one may do everything': {
      given: one('ecr.api', {
        Effect: 'Allow',
        NotPrincipal: { AWS: 'arn:aws:iam::999988887777:root' },
        Action: '*',
        Resource: '*',
      }),
      message: 'full',
    },
    'ECS for everybody but one': {
      given: one('ecs', { ...ecs, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::999988887777:root' } }),
      message: 'clusters',
    },
    'ECS under a condition that any cluster of any account meets': {
      given: one('ecs', { ...ecs, Condition: { ArnLike: { 'ecs:cluster': 'arn:aws:ecs:*:*:cluster/*' } } }),
      message: 'clusters',
    },
    'repositories of every account': {
      given: one('ecr.api', { ...pull, Resource: `arn:aws:ecr:${id.region}:*:repository/*` }),
      message: 'repositories',
    },
    'every repository, beside a statement for an organization that could not be read': {
      given: one('ecr.api', { ...pull, ...inOrganization('aws:PrincipalOrgID') }, pull),
      gaps: [
        { section: 'organization', region: 'global', action: 'organizations:DescribeOrganization', reason: 'denied' },
      ],
      message: 'repositories',
    },
    'everything but some repositories': {
      given: one('ecr.dkr', { Effect: 'Allow', Principal: '*', Action: 'ecr:*', NotResource: foreign }),
      message: 'repositories',
    },
    'everything but what is not another organization’s': {
      given: {
        ...one('ecr.api', full, {
          ...full,
          Effect: 'Deny',
          ...inOrganization('aws:ResourceOrgID', 'o-theirs', 'StringNotEquals'),
        }),
        organization,
      },
      message: 'full',
    },
    'the default policy beside others': {
      given: one('ecs', { ...ecs, Resource: id.clusterArn }, full),
      message: 'full',
    },
    'every repository': { given: one('ecr.api', pull), message: 'repositories' },
    'repositories of another account': {
      given: one('ecr.dkr', ownPull, { ...pull, Resource: foreign }),
      message: 'repositories',
    },
    'another organization': {
      given: { ...one('ecr.api', { ...pull, ...inOrganization('aws:PrincipalOrgID', 'o-theirs') }), organization },
      message: 'repositories',
    },
    'an organization, and the account is in none': {
      given: one('ecr.api', { ...pull, ...inOrganization('aws:PrincipalOrgID') }),
      message: 'repositories',
    },
    'a condition that also holds without the key': {
      given: {
        ...one('ecr.api', { ...pull, ...inOrganization('aws:PrincipalOrgID', 'o-own', 'StringEqualsIfExists') }),
        organization,
      },
      message: 'repositories',
    },
    'the two halves differ': {
      given: both([ownPull, login], [ownPull]),
      subject: 'vpce-ecr.api',
      message: 'unequal',
    },
    'ECS for every cluster and caller': { given: one('ecs', ecs), message: 'clusters' },
    'S3 without the bucket of image layers': {
      given: s3({ ...layer, Resource: 'arn:aws:s3:::web-uploads/*' }),
      message: 'layers',
    },
    'S3 for the organization, to which that bucket does not belong': {
      given: { ...s3({ ...full, ...inOrganization('aws:ResourceOrgID') }), organization },
      message: 'layers',
    },
  },
  notApplicable: {
    'a service without endpoint policies': {
      given: { vpcEndpoints: [endpoint('ecs-telemetry', { PolicyDocument: undefined })] },
      reason: 'knows no policies',
    },
    'an endpoint for something else': { given: { vpcEndpoints: [endpoint('logs')] } },
    'a VPC without tasks': { given: { vpcEndpoints: [endpoint('ecr.api', { VpcId: 'vpc-other' })] } },
    'no service': { given: { services: [], clusters: [cluster({ activeServicesCount: 0 })] } },
  },
  unknown: {
    'the other half has a policy that is not JSON': {
      given: {
        vpcEndpoints: [
          endpoint('ecr.api', { PolicyDocument: document(ownPull) }),
          endpoint('ecr.dkr', { PolicyDocument: 'no' }),
        ],
      },
      subject: 'vpce-ecr.api',
      reason: 'vpce-ecr.dkr could not be read',
    },
    'a policy that is not JSON': {
      given: { vpcEndpoints: [endpoint('ecr.api', { PolicyDocument: `${ownRepositories}}` })], services: [service()] },
      reason: 'not JSON',
    },
  },
})
