import type { RegionEstate } from '../estate.ts'

type Delivery = Pick<
  RegionEstate,
  'cloudformation' | 'codebuild' | 'codepipeline' | 'computeOptimizer' | 'serviceQuotas' | 'sqs' | 'xray'
>

const quota = { ServiceCode: 'ecs', QuotaCode: 'L-1', QuotaName: 'Clusters per account', Adjustable: true }

/** What builds, deploys, limits, queues and traces. */
export function fixtureDelivery(now: Date): Delivery {
  return {
    cloudformation: {
      stacks: [
        {
          StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/main/1',
          StackName: 'main',
          CreationTime: now,
          StackStatus: 'UPDATE_COMPLETE',
          DriftInformation: { StackDriftStatus: 'IN_SYNC', LastCheckTimestamp: now },
        },
      ],
    },
    codebuild: { projects: ['api-build'] },
    codepipeline: {
      pipelines: [
        {
          name: 'api',
          roleArn: 'arn:role',
          version: 2,
          pipelineType: 'V2',
          stages: [
            {
              name: 'Deploy',
              actions: [
                {
                  name: 'ecs',
                  actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
                  configuration: { ClusterName: 'main', ServiceName: 'api' },
                },
              ],
            },
          ],
        },
      ],
    },
    computeOptimizer: {
      enrolled: true,
      recommendations: [
        {
          serviceArn: 'arn:aws:ecs:us-east-1:111122223333:service/main/api',
          finding: 'Optimized',
          launchType: 'Fargate',
        },
      ],
    },
    serviceQuotas: { applied: [{ ...quota, Value: 100 }], defaults: [{ ...quota, Value: 10 }] },
    sqs: {
      queues: [
        {
          name: 'work',
          attributes: {
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
              maxReceiveCount: 5,
            }),
            VisibilityTimeout: '30',
            ApproximateNumberOfMessages: '3',
          },
        },
        { name: 'dead', attributes: { VisibilityTimeout: '30', ApproximateNumberOfMessages: '0' } },
      ],
    },
    xray: { services: [{ ReferenceId: 0, Name: 'api', Names: ['api'], Type: 'AWS::ECS::Container' }] },
  }
}
