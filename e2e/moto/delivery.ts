import { CloudFormation } from '@aws-sdk/client-cloudformation'
import { CodeBuild } from '@aws-sdk/client-codebuild'
import { CodeDeploy } from '@aws-sdk/client-codedeploy'
import { CodePipeline } from '@aws-sdk/client-codepipeline'
import { ACCOUNT, type Client } from './client.ts'
import { need } from './network.ts'

const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`

/** A pipeline that builds and deploys the good service, and the stack whose id its cluster bears. */
export async function buildDelivery(client: Client): Promise<{ stack: string }> {
  const made = await new CloudFormation(client).createStack({
    StackName: 'main',
    TemplateBody: JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
  })
  await new CodeBuild(client).createProject({
    name: 'web',
    serviceRole: role('pipeline'),
    source: { type: 'S3', location: 'web-settings/source.zip' },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: { type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
  })
  await buildPipeline(client)
  await buildDeploymentGroup(client)
  return { stack: need(made.StackId) }
}

async function buildPipeline(client: Client): Promise<void> {
  const action = (name: string, category: 'Source' | 'Deploy', provider: string, configuration: object) => ({
    name,
    actionTypeId: { category, owner: 'AWS' as const, provider, version: '1' },
    configuration: { ...configuration },
  })
  await new CodePipeline(client).createPipeline({
    pipeline: {
      name: 'web',
      roleArn: role('pipeline'),
      artifactStore: { type: 'S3', location: 'trail' },
      stages: [
        { name: 'Source', actions: [action('Image', 'Source', 'ECR', { RepositoryName: 'web' })] },
        { name: 'Deploy', actions: [action('Service', 'Deploy', 'ECS', { ClusterName: 'main', ServiceName: 'web' })] },
      ],
    },
  })
}

async function buildDeploymentGroup(client: Client): Promise<void> {
  const deploy = new CodeDeploy(client)
  await deploy.createApplication({ applicationName: 'green', computePlatform: 'ECS' })
  await deploy.createDeploymentGroup({
    applicationName: 'green',
    deploymentGroupName: 'green',
    serviceRoleArn: role('pipeline'),
    ecsServices: [{ clusterName: 'main', serviceName: 'green' }],
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  })
}
