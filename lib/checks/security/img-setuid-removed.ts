import { isCached } from '#lib/inventory/derived/built-here.ts'
import { operatingSystem } from '#lib/inventory/derived/os.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { ImageUse } from '#lib/inventory/subjects/images.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable, pass } from '../result.ts'

export default defineQuestion({
  id: 'img-setuid-removed',
  subject: 'image',
  requires: ['pullThroughCacheRules'],
  shows: ['imageConfigs'],
  statement:
    'The build of this image clears the setuid and setgid bits of every file, or the pipeline fails when the image holds one, and shells and network tools that the program does not need are left out.',
  accepts: [
    'The build log or Dockerfile line that clears the bits (chmod a-s)',
    'The pipeline step that looks for them (find / -xdev -perm /6000) and fails',
  ],
  validDays: 180,
  endsEarly: ['the base image changes'],
  why: 'A setuid file turns whoever runs it into its owner, most often root. Without any, code that runs as an ordinary user inside the container stays an ordinary user.',
  fix: {
    summary:
      'Clear the bits in the last build stage (chmod a-s on every setuid or setgid file) or use a distroless base. On EC2, dockerSecurityOptions no-new-privileges has the same effect at run time; Fargate does not accept it.',
    effort: 'small',
  },
  known({ repository, images }, look) {
    if (isCached(look, repository.repositoryName))
      return notApplicable('A pull-through cache copies it from elsewhere.')
    if (images.every(({ definition, uses }) => operatingSystem(look, definition, uses) === 'windows'))
      return notApplicable('Windows images have no setuid files.')
    const guarded = images.map(optionOf)
    if (guarded.every((one) => one !== undefined))
      return pass(
        [],
        guarded.map(({ definition, path }) => cite('taskDefinitions', definition, path)),
      )
    return undefined
  },
  facts: [
    ({ images }) =>
      images.map((one) => cite('taskDefinitions', one.definition, `containerDefinitions[${indexOf(one)}].image`)),
    ({ imageKey }, look) => {
      const config = look.get('imageConfigs', imageKey)
      return config ? [cite('imageConfigs', config, 'history.clearsSetuid')] : []
    },
  ],
})

function indexOf({ definition, containerName }: ImageUse): number {
  return definition.containerDefinitions.findIndex((one) => one.name === containerName)
}

/** Where a container that runs on EC2 alone says that nothing in it may gain privileges. */
function optionOf(image: ImageUse) {
  const index = indexOf(image)
  const options = image.definition.containerDefinitions[index]?.dockerSecurityOptions ?? []
  const option = options.findIndex((one) => /^no-new-privileges(?:[:=]true)?$/.test(one))
  if (option < 0 || image.uses.some((use) => use.launch !== 'EC2')) return undefined
  return { definition: image.definition, path: `containerDefinitions[${index}].dockerSecurityOptions[${option}]` }
}
