import { allowing, attached, awsPolicy, denying } from '../testing/access.ts'
import { role } from '../testing/account.ts'
import { container, service, taskDefinition } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-execution-role-scoped.ts'

const subject = id.executionRoleArn
const execution = (statements: object[], over: Parameters<typeof role>[1] = {}) => ({
  roles: [
    role('web-task'),
    role('web-execution', {
      RolePolicyList: [{ PolicyName: 'own', PolicyDocument: JSON.stringify({ Statement: statements }) }],
      ...over,
    }),
  ],
})
const usual = allowing(['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'logs:CreateLogStream', 'logs:PutLogEvents'])
const secret = (name: string) => id.arn('secretsmanager', `secret:${name}`)
const read = (resource: string) => execution([usual, allowing('secretsmanager:GetSecretValue', resource)])
const api = taskDefinition({ taskDefinitionArn: id.arn('ecs', 'task-definition/api:1'), family: 'api', revision: 1 })
const shared = {
  taskDefinitions: [taskDefinition(), api],
  services: [
    service(),
    service({
      serviceArn: id.arn('ecs', 'service/main/api'),
      serviceName: 'api',
      taskDefinition: api.taskDefinitionArn,
      deployments: [],
    }),
  ],
}
const cached = `${id.account}.dkr.ecr.${id.region}.amazonaws.com/hub/nginx:1`
const importing = execution([usual, allowing(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'])])

testCheck(check, {
  pass: {
    'ecr and logs on everything, as in the AWS managed policy': { given: execution([usual]), subject },
    'a secret by its name, with the suffix AWS adds': { given: read(secret('web/db-??????')), subject },
    'a secret with a star for the suffix': { given: read(secret('web/db-*')), subject },
    'named parameters, keys and objects': {
      given: execution([
        allowing('ssm:GetParameters', id.arn('ssm', 'parameter/web/db')),
        allowing('kms:Decrypt', id.arn('kms', 'key/1')),
        allowing('s3:GetObject', 'arn:aws:s3:::config/web.env'),
      ]),
      subject,
    },
    'kms:Decrypt on everything through a service': {
      given: execution([
        allowing('kms:Decrypt', '*', { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' } }),
      ]),
      subject,
    },
    'List and Describe are advice': {
      given: execution([usual, allowing('ecs:DescribeClusters')]),
      subject,
      hint: 'ecs:DescribeClusters',
    },
    'pull-through caches make repositories': {
      given: {
        ...importing,
        taskDefinitions: [taskDefinition({ containerDefinitions: [container({ image: cached })] })],
        pullThroughCacheRules: [
          { ecrRepositoryPrefix: 'hub', upstreamRegistryUrl: 'registry-1.docker.io', registryId: id.account },
        ],
      },
      subject,
    },
    'a Deny takes it away': { given: execution([usual, allowing('s3:PutObject'), denying('s3:Put*')]), subject },
    'the boundary takes it away': {
      given: {
        ...execution([usual, allowing('s3:PutObject')], {
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/Pull' },
        }),
        policies: [awsPolicy('Pull', allowing(['ecr:*', 'logs:*']))],
      },
      subject,
    },
  },
  fail: {
    'a write elsewhere': {
      given: execution([usual, allowing('s3:PutObject', 'arn:aws:s3:::reports/*')]),
      subject,
      message: 'outside',
    },
    'reading data': {
      given: execution([usual, allowing('dynamodb:Query', id.arn('dynamodb', 'table/web'))]),
      subject,
      message: 'outside',
    },
    'a write elsewhere, whatever caches the registry has': {
      given: { ...execution([usual, allowing('s3:PutObject', 'arn:aws:s3:::reports/*')]), pullThroughCacheRules: [] },
      gaps: [
        {
          section: 'pullThroughCacheRules',
          region: id.region,
          action: 'ecr:DescribePullThroughCacheRules',
          reason: 'denied',
        },
      ],
      subject,
      message: 'outside',
    },
    'making repositories without a pull-through cache': { given: importing, subject, message: 'outside' },
    everything: { given: execution([allowing('*')]), subject, message: ['outside', 'wildcard'] },
    'an AWS managed policy that is too wide': {
      given: {
        ...execution([], attached('PowerUserAccess')),
        policies: [awsPolicy('PowerUserAccess', { Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' })],
      },
      subject,
      message: ['outside', 'wildcard'],
    },
    'every secret': { given: read('*'), subject, message: 'wildcard' },
    'every secret of the account by ARN': { given: read(secret('*')), subject, message: 'wildcard' },
    'every parameter': { given: execution([allowing('ssm:GetParameters')]), subject, message: 'wildcard' },
    'every key': { given: execution([allowing('kms:Decrypt')]), subject, message: 'wildcard' },
    'every key, through a service or directly': {
      given: execution([
        allowing('kms:Decrypt', '*', { StringEqualsIfExists: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' } }),
      ]),
      subject,
      message: 'wildcard',
    },
    'all but one secret': {
      given: execution([
        usual,
        { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', NotResource: secret('admin-??????') },
      ]),
      subject,
      message: 'wildcard',
    },
    'more of the logs than writing them': { given: execution([allowing('logs:*')]), subject, message: 'outside' },
    'parameters by their path': {
      given: execution([allowing('ssm:GetParametersByPath', id.arn('ssm', 'parameter/web/*'))]),
      subject,
      message: 'outside',
    },
    'every object': { given: execution([allowing('s3:GetObject', 'arn:aws:s3:::*')]), subject, message: 'wildcard' },
    'one role with every secret for several families: high': {
      given: { ...read('*'), ...shared },
      subject,
      message: 'wildcard',
      severity: 'high',
    },
    'every object for several families stays medium': {
      given: { ...execution([allowing('s3:GetObject')]), ...shared },
      subject,
      message: 'wildcard',
    },
    'a prefix of an environment': {
      given: read(secret('prod/*')),
      subject,
      message: 'prefix',
      severity: 'low',
      confidence: 'heuristic',
    },
    'a prefix that is the family': {
      given: read(secret('web/*')),
      subject,
      message: 'prefix',
      severity: 'info',
      confidence: 'heuristic',
    },
  },
  notApplicable: {
    'a task role': { subject: id.taskRoleArn },
    'a role that is gone': { given: { roles: [role('web-task')] }, subject },
  },
  unknown: {
    'making repositories, and whether there is a pull-through cache could not be read': {
      given: { ...importing, pullThroughCacheRules: [] },
      gaps: [
        {
          section: 'pullThroughCacheRules',
          region: id.region,
          action: 'ecr:DescribePullThroughCacheRules',
          reason: 'denied',
        },
      ],
      subject,
    },
    'a role of another account': {
      given: { taskDefinitions: [taskDefinition({ executionRoleArn: 'arn:aws:iam::999988887777:role/elsewhere' })] },
      subject: 'arn:aws:iam::999988887777:role/elsewhere',
    },
    'an attached policy that was not among those read': {
      given: execution([], attached('Mystery')),
      subject,
      reason: 'Mystery',
    },
  },
})
