import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, freeText, iso, need, pick } from '../../shape.ts'
import { addFailures } from './failures.ts'

/** Deployments of services whose newest one has not completed; the others have nothing to tell. */
export const serviceDeployments = defineCollector({
  name: 'ecs-service-deployments',
  fills: ['serviceDeployments'],
  needs: ['services'],
  async collect({ call }, look, out) {
    const unfinished = look
      .seen('services')
      .filter((service) => service.deployments.some((one) => one.rolloutState && one.rolloutState !== 'COMPLETED'))
    const arns: string[] = []
    await forEachOf(unfinished, async ({ serviceArn, clusterArn }) => {
      const found = await out.list(
        { section: 'serviceDeployments', gone: ['ServiceNotFoundException'] },
        {
          action: 'ecs:ListServiceDeployments',
          input: (nextToken) => ({ service: serviceArn, cluster: clusterArn, maxResults: 100, nextToken }),
          items: (answer) => answer.serviceDeployments,
          next: ({ nextToken }) => nextToken,
        },
      )
      const newest = found.slice(0, newestPerService)
      arns.push(...newest.flatMap(({ serviceDeploymentArn }) => serviceDeploymentArn ?? []))
    })
    await forEachOf(chunks(arns, 20), async (batch) => {
      const lost = { section: 'serviceDeployments' } as const
      const answer = await out.read(lost, () =>
        call('ecs:DescribeServiceDeployments', { serviceDeploymentArns: batch }),
      )
      out.add('serviceDeployments', 'ecs:DescribeServiceDeployments', answer?.serviceDeployments, (one) => ({
        serviceDeploymentArn: need(one.serviceDeploymentArn, 'serviceDeploymentArn'),
        serviceArn: need(one.serviceArn, 'serviceArn'),
        status: need(one.status, 'status'),
        createdAt: iso(one.createdAt),
        rollback: one.rollback && { reason: freeText(one.rollback.reason) },
      }))
      addFailures(out, lost, 'ecs:DescribeServiceDeployments', answer?.failures)
    })
  },
})

/** Listed newest first: the one under way and the few it may have replaced. Older ones are history. */
const newestPerService = 10

/** The digests that version consistency has pinned for each service. */
export const serviceRevisions = defineCollector({
  name: 'ecs-service-revisions',
  fills: ['serviceRevisions'],
  needs: ['services'],
  async collect({ call }, look, out) {
    const arns = look
      .seen('services')
      .flatMap((service) => (service.currentServiceRevisions ?? []).map(({ arn }) => arn))
    await forEachOf(chunks(arns, 20), async (batch) => {
      const lost = { section: 'serviceRevisions' } as const
      const answer = await out.read(lost, () => call('ecs:DescribeServiceRevisions', { serviceRevisionArns: batch }))
      out.add('serviceRevisions', 'ecs:DescribeServiceRevisions', answer?.serviceRevisions, (one) => ({
        serviceRevisionArn: need(one.serviceRevisionArn, 'serviceRevisionArn'),
        serviceArn: need(one.serviceArn, 'serviceArn'),
        ...pick(one, 'taskDefinition', 'guardDutyEnabled'),
        containerImages: (one.containerImages ?? []).map((image) => ({
          containerName: need(image.containerName, 'containerImages.containerName'),
          ...pick(image, 'image', 'imageDigest'),
        })),
      }))
      addFailures(out, lost, 'ecs:DescribeServiceRevisions', answer?.failures)
    })
  },
})
