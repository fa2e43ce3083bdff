import { parseImage } from '#lib/inventory/derived/images.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'ctr-image-reference-pinned',
  subject: 'container',
  requires: [],
  failTitle: 'Image is not pinned',
  messages: {
    floating: '{container} uses tag {tag}, which can mean another image tomorrow.',
    untagged: '{container} names no tag, which means latest.',
    unresolved:
      '{container} has version consistency switched off, so tasks of one deployment can run different images.',
    drift: '{container} runs {count} different images in one deployment.',
  },
  why: 'A tag that moves lets the next task start from an image nobody reviewed, and makes a rollback roll back to nothing. A digest or release tag says exactly what runs.',
  fix: {
    summary: 'Deploy by digest or by a tag that is used once, such as the commit. Leave versionConsistency enabled.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "image": "REPOSITORY_URI@sha256:DIGEST"
aws ecr describe-images --repository-name REPOSITORY --image-ids imageTag=RELEASE --query 'imageDetails[0].imageDigest'
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `data "aws_ecr_image" "app" {
  repository_name = "REPOSITORY"
  image_tag       = "RELEASE"
}
# image = data.aws_ecr_image.app.image_uri`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    Image: REPOSITORY_URI@sha256:DIGEST`,
  },
  evaluate({ definition, container, path, uses }, look) {
    const { image } = container
    if (!image) return undetermined('It names no image.')
    const { tag, digest } = parseImage(image)
    const cited = cite('taskDefinitions', definition, `${path}.image`)
    if (digest) return pass([], [cited])
    // Tasks of one deployment share startedBy (ecs-svc/...); standalone tasks are deployments of their own.
    const running = uses.flatMap((use) => (use.task && use.service ? [use.task] : []))
    const byDeployment = Map.groupBy(running, (task) => `${task.clusterArn}|${task.startedBy}`)
    const digests = [...byDeployment.values()].map((tasks) => [
      ...new Set(
        tasks.flatMap((task) =>
          task.containers.flatMap((one) => (one.name === container.name && one.imageDigest ? [one.imageDigest] : [])),
        ),
      ),
    ])
    const drifted = digests.find((one) => one.length > 1)
    const severity = drifted ? ('high' as const) : ('medium' as const)
    const evidence = drifted ? [cited, derived('digests of one deployment', drifted)] : [cited]
    const name = container.name
    const written = /:[^/]+$/.test(image)
    if (!written) return fail('untagged', { container: name }, evidence, { severity })
    if (tag && isFloating(tag, look.policy.floatingTags))
      return fail('floating', { container: name, tag }, evidence, { severity })
    if (drifted) return fail('drift', { container: name, count: drifted.length }, evidence, { severity })
    if (container.versionConsistency === 'disabled') {
      return fail('unresolved', { container: name }, [
        cite('taskDefinitions', definition, `${path}.versionConsistency`),
        cited,
      ])
    }
    return pass([], [cited])
  },
})

/** A tag of the policy's list, or a bare major version such as 3 or v3. */
function isFloating(tag: string, floating: readonly string[]): boolean {
  return floating.some((one) => one.toLowerCase() === tag.toLowerCase()) || /^v?\d{1,3}$/i.test(tag)
}
