import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { allow, role } from '../testing/account.ts'
import { capacityProvider, container, service, standaloneTask, task, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-execution-role-present.ts'

const publicImage = 'public.ecr.aws/nginx/nginx:1.29'
const noRole = { executionRoleArn: undefined }
const fargate = (over: Partial<TaskDefinition>) => ({ taskDefinitions: [taskDefinition(over)] })
/** On EC2 without a role, from a registry that asks for none. */
const ec2 = (over: Partial<ContainerDefinition>, definition: Partial<TaskDefinition> = noRole) =>
  onEc2({
    definition: {
      ...definition,
      containerDefinitions: [container({ image: publicImage, logConfiguration: undefined, ...over })],
    },
  })
const logging = { logDriver: 'splunk', options: {}, redactedOptions: [] }
const bare = fargate({
  ...noRole,
  containerDefinitions: [container({ image: publicImage, logConfiguration: undefined })],
})

testCheck(check, {
  pass: {
    'a role that exists and trusts ECS tasks': {},
    'a bare role name': { given: fargate({ executionRoleArn: 'web-execution' }) },
    'an override brings the role': {
      given: {
        ...fargate(noRole),
        services: [],
        tasks: [standaloneTask({ overrides: { executionRoleArn: id.executionRoleArn, containerOverrides: [] } })],
      },
    },
    'secrets on EC2 with a role': {
      given: ec2({ secrets: [{ name: 'DB', valueFrom: 'db' }] }, {}),
    },
  },
  fail: {
    'an image of ECR on Managed Instances': {
      given: {
        ...fargate({ ...noRole, containerDefinitions: [container({ logConfiguration: undefined })] }),
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', autoScalingGroupProvider: undefined })],
        services: [
          service({ launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'hosts', weight: 1 }] }),
        ],
        tasks: [],
      },
      message: 'absent',
    },
    'an image of ECR on Fargate': {
      given: fargate({ ...noRole, containerDefinitions: [container({ logConfiguration: undefined })] }),
      message: 'absent',
    },
    'awslogs on Fargate': {
      given: fargate({ ...noRole, containerDefinitions: [container({ image: publicImage })] }),
      message: 'absent',
    },
    'secrets on EC2': { given: ec2({ secrets: [{ name: 'DB', valueFrom: 'db' }] }), message: 'absent' },
    'secret log options on EC2': {
      given: ec2({ logConfiguration: { ...logging, secretOptions: [{ name: 'token', valueFrom: 't' }] } }),
      message: 'absent',
    },
    'registry credentials on EC2': {
      given: ec2({ repositoryCredentials: { credentialsParameter: id.arn('secretsmanager', 'secret:hub') } }),
      message: 'absent',
    },
    'gMSA credentials on EC2': {
      given: ec2({ credentialSpecs: ['credentialspec:arn:aws:s3:::specs/web.json'] }),
      message: 'absent',
    },
    'gMSA credentials as a security option, on EC2': {
      given: ec2({ dockerSecurityOptions: ['credentialspec:arn:aws:ssm:eu-west-1:111122223333:parameter/spec'] }),
      message: 'absent',
    },
    'an environment file on EC2': {
      given: ec2({ environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::config/web.env' }] }),
      message: 'absent',
    },
    'an FSx volume on EC2': {
      given: onEc2({
        definition: {
          ...noRole,
          volumes: [{ name: 'share', fsxWindowsFileServerVolumeConfiguration: { fileSystemId: 'fs-1' } }],
          containerDefinitions: [container({ image: publicImage, logConfiguration: undefined })],
        },
      }),
      message: 'absent',
    },
    'the GuardDuty agent runs beside it': {
      given: { ...bare, tasks: [task({ containers: [{ name: 'aws-guardduty-agent-x1', networkInterfaces: [] }] })] },
      message: 'absent',
    },
    'ECS Anywhere has no instance role': {
      given: {
        ...onEc2({ definition: noRole, service: { launchType: 'EXTERNAL', capacityProviderStrategy: undefined } }),
        tasks: [],
      },
      message: 'absent',
    },
    'the role was deleted': { given: { roles: [role('web-task')] }, message: 'missing' },
    'the role trusts somebody else': {
      given: {
        roles: [
          role('web-task'),
          role('web-execution', {
            AssumeRolePolicyDocument: allow('sts:AssumeRole', []).replace(
              '"Resource":[]',
              '"Principal":{"Service":"ec2.amazonaws.com"}',
            ),
          }),
        ],
      },
      message: 'trust',
    },
    'the override names a role that is gone': {
      given: {
        services: [],
        tasks: [standaloneTask({ overrides: { executionRoleArn: 'gone', containerOverrides: [] } })],
      },
      message: 'missing',
    },
  },
  notApplicable: {
    'EC2 pulls and logs through the instance role': { given: onEc2({ definition: noRole }), reason: 'instance role' },
    'a credential spec that lies on the host': {
      given: ec2({ dockerSecurityOptions: ['credentialspec:file://spec.json'] }),
    },
    'nothing to fetch on Fargate': { given: bare, reason: 'fetches nothing' },
  },
  unknown: {
    'a role of another account': {
      given: fargate({ executionRoleArn: 'arn:aws:iam::999988887777:role/elsewhere' }),
      reason: 'another account',
    },
    'a trust policy that is no policy': {
      given: { roles: [role('web-task'), role('web-execution', { AssumeRolePolicyDocument: '{' })] },
      reason: 'could not be read',
    },
  },
})
