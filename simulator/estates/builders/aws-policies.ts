import type { IamDraft } from '../../estate.ts'
import { allow, document, type Statement } from './roles.ts'

/** The AWS managed policies that an ECS estate attaches, with the actions AWS publishes for them. */
const policies: { name: string; path?: string; statements: Statement[] }[] = [
  {
    name: 'AmazonECSTaskExecutionRolePolicy',
    path: '/service-role/',
    statements: [
      allow(
        [
          'ecr:GetAuthorizationToken',
          'ecr:BatchCheckLayerAvailability',
          'ecr:GetDownloadUrlForLayer',
          'ecr:BatchGetImage',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
        '*',
      ),
    ],
  },
  {
    name: 'AmazonEC2ContainerServiceforEC2Role',
    path: '/service-role/',
    statements: [
      allow(
        [
          'ec2:DescribeTags',
          'ecs:CreateCluster',
          'ecs:DeregisterContainerInstance',
          'ecs:DiscoverPollEndpoint',
          'ecs:Poll',
          'ecs:RegisterContainerInstance',
          'ecs:StartTelemetrySession',
          'ecs:UpdateContainerInstancesState',
          'ecs:Submit*',
          'ecr:GetAuthorizationToken',
          'ecr:BatchCheckLayerAvailability',
          'ecr:GetDownloadUrlForLayer',
          'ecr:BatchGetImage',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
        '*',
      ),
      allow('ecs:TagResource', '*', {
        StringEquals: { 'ecs:CreateAction': ['CreateCluster', 'RegisterContainerInstance'] },
      }),
    ],
  },
  {
    name: 'AmazonEC2ContainerServiceEventsRole',
    path: '/service-role/',
    statements: [
      allow('ecs:RunTask', '*'),
      allow('iam:PassRole', '*', { StringLike: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }),
      allow('ecs:TagResource', '*', { StringEquals: { 'ecs:CreateAction': ['RunTask'] } }),
    ],
  },
  {
    name: 'AWSCodeDeployRoleForECS',
    statements: [
      allow(
        [
          'ecs:DescribeServices',
          'ecs:CreateTaskSet',
          'ecs:UpdateServicePrimaryTaskSet',
          'ecs:DeleteTaskSet',
          'elasticloadbalancing:DescribeTargetGroups',
          'elasticloadbalancing:DescribeListeners',
          'elasticloadbalancing:ModifyListener',
          'elasticloadbalancing:DescribeRules',
          'elasticloadbalancing:ModifyRule',
          'lambda:InvokeFunction',
          'cloudwatch:DescribeAlarms',
          'sns:Publish',
          's3:GetObject',
          's3:GetObjectVersion',
        ],
        '*',
      ),
      allow('iam:PassRole', '*', { StringLike: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] } }),
    ],
  },
  {
    name: 'AdministratorAccess',
    statements: [allow('*', '*')],
  },
]

export function addAwsPolicies(iam: IamDraft, now: Date): void {
  for (const { name, path = '/', statements } of policies) {
    const published = new Date(now.getTime() - 1500 * 86_400_000)
    iam.policies.push({
      PolicyName: name,
      PolicyId: `ANPA${name.toUpperCase().slice(0, 17)}`,
      Arn: `arn:aws:iam::aws:policy${path}${name}`,
      Path: path,
      DefaultVersionId: 'v4',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: published,
      UpdateDate: published,
      PolicyVersionList: [
        { VersionId: 'v4', IsDefaultVersion: true, Document: document(...statements), CreateDate: published },
      ],
    })
  }
}
