import { accountId, now, region } from '../estate.ts'
import { estate, type RoundTrips } from './round-trip.ts'

const { cloudformation, codebuild, codepipeline, computeOptimizer, serviceQuotas, xray } = estate
const url = (name: string) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`

export const deliveryRoundTrips: RoundTrips = {
  'cloudformation:DescribeStacks': {
    ask: ({ cloudformation }) => cloudformation.describeStacks({ StackName: 'main' }),
    holds: { Stacks: cloudformation.stacks },
  },
  'codebuild:ListProjects': {
    ask: ({ codebuild }) => codebuild.listProjects({}),
    holds: { projects: codebuild.projects },
  },
  'codepipeline:ListPipelines': {
    ask: ({ codepipeline }) => codepipeline.listPipelines({}),
    holds: { pipelines: [{ name: 'api', version: 2 }] },
  },
  'codepipeline:GetPipeline': {
    ask: ({ codepipeline }) => codepipeline.getPipeline({ name: 'api' }),
    holds: { pipeline: codepipeline.pipelines[0] },
  },
  'compute-optimizer:GetECSServiceRecommendations': {
    ask: ({ computeOptimizer }) => computeOptimizer.getECSServiceRecommendations({}),
    holds: { ecsServiceRecommendations: computeOptimizer.recommendations },
  },
  'servicequotas:ListServiceQuotas': {
    ask: ({ serviceQuotas }) => serviceQuotas.listServiceQuotas({ ServiceCode: 'ecs' }),
    holds: { Quotas: serviceQuotas.applied },
  },
  'servicequotas:ListAWSDefaultServiceQuotas': {
    ask: ({ serviceQuotas }) => serviceQuotas.listAWSDefaultServiceQuotas({ ServiceCode: 'ecs' }),
    holds: { Quotas: serviceQuotas.defaults },
  },
  'sqs:ListQueues': {
    ask: ({ sqs }) => sqs.listQueues({ MaxResults: 10 }),
    holds: { QueueUrls: [url('work'), url('dead')] },
  },
  'sqs:GetQueueAttributes': {
    ask: ({ sqs }) => sqs.getQueueAttributes({ QueueUrl: url('work'), AttributeNames: ['RedrivePolicy', 'QueueArn'] }),
    holds: {
      Attributes: {
        QueueArn: `arn:aws:sqs:${region}:${accountId}:work`,
        RedrivePolicy: `{"deadLetterTargetArn":"arn:aws:sqs:${region}:${accountId}:dead","maxReceiveCount":5}`,
      },
    },
  },
  'sqs:ListDeadLetterSourceQueues': {
    ask: ({ sqs }) => sqs.listDeadLetterSourceQueues({ QueueUrl: url('dead') }),
    holds: { queueUrls: [url('work')] },
  },
  'xray:GetServiceGraph': {
    ask: ({ xray }) => xray.getServiceGraph({ StartTime: new Date(now.getTime() - 60_000), EndTime: now }),
    holds: { Services: xray.services, EndTime: now },
  },
}
