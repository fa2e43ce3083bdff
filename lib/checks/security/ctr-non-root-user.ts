import { writableHostMount } from '#lib/inventory/derived/host-mounts.ts'
import { imageKeysOf } from '#lib/inventory/derived/image-config.ts'
import { sharesWithHost } from '#lib/inventory/derived/namespaces.ts'
import { startsAsRoot } from '#lib/inventory/derived/runs-as-root.ts'
import { isRootUser } from '#lib/inventory/derived/user.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Severity, undetermined } from '../result.ts'

export default defineCheck({
  id: 'ctr-non-root-user',
  subject: 'container',
  requires: ['imageConfigs', 'ecrImages', 'repositories'],
  failTitle: 'Container runs as root',
  messages: {
    rootUser: '{container} is told to run as {user}.',
    rootImage: '{container} names no user and neither does its image, so it runs as root.',
  },
  why: 'Root inside a container is root for every kernel bug and every mistake in its mounts. An ordinary user turns a break-in into a nuisance instead of a way to the host.',
  fix: {
    summary:
      'Add USER to the Dockerfile, or set user in the container definition. Make the files it writes belong to that user first.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "user": "10001:10001"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name = "CONTAINER"
  user = "10001:10001"
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    User: "10001:10001"`,
  },
  evaluate({ definition, container, path, os, uses }, look) {
    if (os === 'windows') return notApplicable('Windows containers do not take this setting.')
    const exposed =
      definition.networkMode === 'host' ||
      sharesWithHost(definition, 'pidMode') ||
      container.privileged === true ||
      writableHostMount(definition, container)
    const severity: Severity = exposed ? 'high' : 'medium'
    const cited = cite('taskDefinitions', definition, `${path}.user`)
    if (container.user) {
      if (!isRootUser(container.user)) return pass([], [cited])
      return fail('rootUser', { container: container.name, user: container.user }, [cited], { severity })
    }
    const images = imageKeysOf(look, container, uses)
    return combineParts(
      images.map((key) => () => {
        const config = key === undefined ? undefined : look.get('imageConfigs', key)
        if (!config)
          return [undetermined('It names no user, and the configuration of its image cannot be read from here.')]
        const evidence = [cited, cite('imageConfigs', config, 'config.User')]
        return startsAsRoot(config)
          ? [fail('rootImage', { container: container.name }, evidence, { severity })]
          : [pass([], evidence)]
      }),
    )
  },
})
