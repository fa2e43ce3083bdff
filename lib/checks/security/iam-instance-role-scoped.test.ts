import type { Role } from '#lib/inventory/types/iam.ts'
import { allowing, attached, awsPolicy } from '../testing/access.ts'
import { allow, role } from '../testing/account.ts'
import { capacityProvider, containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-instance-role-scoped.ts'

const profile = { InstanceProfileName: 'hosts', Arn: id.arn('iam', 'instance-profile/hosts', '') }
const agentPolicy = 'service-role/AmazonEC2ContainerServiceforEC2Role'
const agent = [
  'ecs:DiscoverPollEndpoint',
  'ecs:Poll',
  'ecs:RegisterContainerInstance',
  'ecs:Submit*',
  'ecr:GetAuthorizationToken',
  'logs:PutLogEvents',
]
const policies = [
  {
    ...awsPolicy('AmazonEC2ContainerServiceforEC2Role', allowing(agent)),
    Arn: `arn:aws:iam::aws:policy/${agentPolicy}`,
  },
]
const AttachedManagedPolicies = [
  { PolicyName: 'AmazonEC2ContainerServiceforEC2Role', PolicyArn: `arn:aws:iam::aws:policy/${agentPolicy}` },
]
const hostRole = (over: Partial<Role> = {}) =>
  role('hosts', { InstanceProfileList: [profile], RolePolicyList: [], AttachedManagedPolicies, ...over })
/** The metadata of the host is closed to its awsvpc tasks. */
const host = (over: Partial<Role> = {}) => ({ ...onEc2(), policies, roles: [hostRole(over)] })
const inline = (actions: string | string[], resource: string | string[] = '*') => ({
  RolePolicyList: [{ PolicyName: 'own', PolicyDocument: allow(actions, resource) }],
})
const open = { ...onEc2({ definition: { networkMode: 'host' } }), policies }
const external = {
  containerInstances: [containerInstance({ ec2InstanceId: 'mi-1', capacityProviderName: undefined })],
  managedNodes: [{ InstanceId: 'mi-1', IamRole: 'hosts' }],
  policies,
}

testCheck(check, {
  pass: {
    'the policy of the agent alone': { given: host() },
    'equal statements of its own': {
      given: host({ AttachedManagedPolicies: [], ...inline([...agent, 'ecs:UpdateContainerInstancesState']) }),
    },
    'beside it the policies of Systems Manager and CloudWatch': {
      given: {
        ...host({
          AttachedManagedPolicies: [
            ...AttachedManagedPolicies,
            ...attached('AmazonSSMManagedInstanceCore').AttachedManagedPolicies,
            ...attached('CloudWatchAgentServerPolicy').AttachedManagedPolicies,
          ],
        }),
        policies: [
          ...policies,
          awsPolicy('AmazonSSMManagedInstanceCore', allowing(['ssm:GetParameter', 'ssmmessages:*'])),
          awsPolicy('CloudWatchAgentServerPolicy', allowing('cloudwatch:PutMetricData')),
        ],
      },
    },
    'List and Describe statements': { given: host(inline(['ec2:Describe*', 's3:ListAllMyBuckets'])) },
    'the channel of Systems Manager by statement': {
      given: host(inline(['ssmmessages:*', 'ssm:UpdateInstanceInformation'])),
    },
    'missing rights of the agent are advice': {
      given: {
        ...host({ AttachedManagedPolicies: [], ...inline('ecs:Poll') }),
        ...{ containerInstances: [containerInstance({ agentConnected: false })] },
      },
      hint: '1 hosts is disconnected',
    },
    'a policy that the organization lists by its ARN': {
      given: {
        ...host({
          AttachedManagedPolicies: [
            ...AttachedManagedPolicies,
            { PolicyName: 'hosts', PolicyArn: id.arn('iam', 'policy/hosts', '') },
          ],
        }),
        policies: [
          ...policies,
          { ...awsPolicy('hosts', allowing('s3:GetObject')), Arn: id.arn('iam', 'policy/hosts', '') },
        ],
      },
      policy: { instancePolicies: [id.arn('iam', 'policy/hosts', '')] },
    },
    'the policy of Managed Instances': {
      given: {
        capacityProviders: [
          capacityProvider({
            type: 'MANAGED_INSTANCES',
            managedInstancesProvider: { instanceLaunchTemplate: { ec2InstanceProfileArn: profile.Arn } },
          }),
        ],
        policies: [awsPolicy('AmazonECSInstanceRolePolicyForManagedInstances', allowing([...agent, 'ecs:Put*']))],
        roles: [hostRole(attached('AmazonECSInstanceRolePolicyForManagedInstances'))],
      },
    },
    'the policy of the agent in China': {
      given: {
        ...host({
          AttachedManagedPolicies: [
            {
              PolicyName: 'AmazonEC2ContainerServiceforEC2Role',
              PolicyArn: `arn:aws-cn:iam::aws:policy/${agentPolicy}`,
            },
          ],
        }),
        policies: [
          {
            ...awsPolicy('AmazonEC2ContainerServiceforEC2Role', allowing(agent)),
            Arn: `arn:aws-cn:iam::aws:policy/${agentPolicy}`,
          },
        ],
      },
    },
    'a machine of ECS Anywhere': { given: { ...external, roles: [hostRole()] } },
    'a boundary takes the rest away': {
      given: {
        ...host({
          ...inline('s3:GetObject'),
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/limit' },
        }),
        policies: [...policies, awsPolicy('limit', allowing(['ecs:*', 'ecr:*', 'logs:*']))],
      },
    },
  },
  fail: {
    'data of a queue': { given: host(inline('sqs:ReceiveMessage', id.arn('sqs', 'jobs'))), message: 'extra' },
    'parameters of Systems Manager': { given: host(inline('ssm:GetParameter')), message: 'extra' },
    'a policy of AWS that is not listed': {
      given: {
        ...host({ AttachedManagedPolicies: attached('AmazonS3ReadOnlyAccess').AttachedManagedPolicies }),
        policies: [awsPolicy('AmazonS3ReadOnlyAccess', allowing(['s3:Get*', 's3:List*']))],
      },
      message: 'extra',
    },
    'bridge tasks reach the metadata of the host: critical': {
      given: {
        ...onEc2({
          definition: { networkMode: undefined },
          instance: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } },
        }),
        policies,
        roles: [hostRole(inline('s3:GetObject'))],
      },
      message: 'extra',
      severity: 'critical',
    },
    'bridge tasks are kept from the metadata: high': {
      given: {
        ...onEc2({ definition: { networkMode: 'bridge' } }),
        policies,
        roles: [hostRole(inline('s3:GetObject'))],
      },
      message: 'extra',
    },
    'reading objects': { given: host(inline('s3:GetObject', 'arn:aws:s3:::bucket/*')), message: 'extra' },
    'reading secrets': { given: host(inline('secretsmanager:GetSecretValue')), message: 'extra' },
    'even listing secrets': { given: host(inline('secretsmanager:ListSecrets')), message: 'extra' },
    'anything of IAM': { given: host(inline('iam:ListRoles')), message: 'extra' },
    'assuming roles': { given: host(inline('sts:AssumeRole')), message: 'extra' },
    'a write of another service': { given: host(inline('ec2:AttachVolume')), message: 'extra' },
    'running tasks is no duty of the agent': { given: host(inline('ecs:RunTask')), message: 'extra' },
    everything: { given: host(inline('*')), message: 'extra' },
    'a policy of the account that is called like one of AWS': {
      given: {
        ...host({
          AttachedManagedPolicies: [
            {
              PolicyName: 'AmazonSSMManagedInstanceCore',
              PolicyArn: id.arn('iam', 'policy/AmazonSSMManagedInstanceCore', ''),
            },
          ],
        }),
        policies: [
          {
            ...awsPolicy('AmazonSSMManagedInstanceCore', allowing('s3:*')),
            Arn: id.arn('iam', 'policy/AmazonSSMManagedInstanceCore', ''),
          },
        ],
      },
      message: 'extra',
    },
    'tasks reach the metadata of the host: critical': {
      given: { ...open, roles: [hostRole(inline('s3:GetObject'))] },
      message: 'extra',
      severity: 'critical',
    },
    'Managed Instances by their capacity provider': {
      given: {
        capacityProviders: [
          capacityProvider({
            type: 'MANAGED_INSTANCES',
            managedInstancesProvider: { instanceLaunchTemplate: { ec2InstanceProfileArn: profile.Arn } },
          }),
        ],
        policies,
        roles: [hostRole(inline('dynamodb:GetItem'))],
      },
      message: 'extra',
    },
    'the Systems Manager role of ECS Anywhere': {
      given: { ...external, roles: [hostRole(inline('s3:GetObject'))] },
      message: 'extra',
    },
  },
  notApplicable: { 'no hosts': {} },
  unknown: {
    'a policy that was not among those read': {
      given: host({ AttachedManagedPolicies: attached('Mystery').AttachedManagedPolicies }),
      reason: 'Mystery',
    },
  },
})
