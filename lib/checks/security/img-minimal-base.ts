import { operatingSystem } from '#lib/inventory/derived/os.ts'
import { scannedKeys } from '#lib/inventory/derived/scanned-digests.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, notApplicable, pass, undetermined, warn } from '../result.ts'

const sections = ['imageConfigs', 'ecrImages', 'imageScanFindings', 'inspectorFindings'] as const
type Section = (typeof sections)[number]
type Message = 'shell' | 'tools' | 'packages' | 'size'

/** Names of base images with little in them. */
const minimal = /distroless|chainguard|(?:^|\/)scratch\b|-slim\b|\balpine\b|bottlerocket/i
const MIB = 1_048_576

export default defineCheck({
  id: 'img-minimal-base',
  subject: 'image',
  requires: sections,
  failTitle: 'Image carries more than it needs',
  messages: {
    shell: 'The image starts a shell.',
    tools: 'The build of the image installs with {tools} in its last stage.',
    packages: 'Scans name {count} packages of the image; a minimal one has at most {most}.',
    size: 'The image is {size} MiB large; a minimal one has at most {most} MiB.',
  },
  why: 'Every shell, compiler and library in an image is something to patch and something an intruder can use. Small images also start sooner when the service has to scale.',
  fix: {
    summary:
      'Build in one stage and copy the result into a distroless, scratch or slim base; leave package managers, build tools and bundled data behind. ECS Exec needs a shell to open one: keep a debug image for that.',
    effort: 'medium',
    cli: `# Dockerfile:
#   FROM golang:1.25 AS build
#   RUN go build -o /server .
#   FROM gcr.io/distroless/static
#   COPY --from=build /server /server
docker build -t REPOSITORY_URI:NEW_TAG . && docker push REPOSITORY_URI:NEW_TAG
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `container_definitions = jsonencode([{
  name  = "CONTAINER"
  image = "REPOSITORY_URI@sha256:MINIMAL_DIGEST"
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    Image: REPOSITORY_URI@sha256:MINIMAL_DIGEST`,
  },
  dormant: 'not-applicable',
  evaluate({ imageKey, images }, look) {
    if (images.every(({ definition, uses }) => operatingSystem(look, definition, uses) === 'windows'))
      return notApplicable('There are no minimal bases for Windows.')
    const config = look.get('imageConfigs', imageKey)
    if (!config) return undetermined('The configuration of the image is not in the registry any more.')
    if (config.os === 'windows') return notApplicable('There are no minimal bases for Windows.')
    const { baseName, startsShell } = config.config
    const base = cite('imageConfigs', config, 'config.baseName')
    if (baseName && minimal.test(baseName)) return pass([], [base])
    const { maxOsPackages, maxImageMiB } = look.policy
    const installers = config.history?.installers ?? []
    const history = cite('imageConfigs', config, 'history.installers')
    return combineParts<Message>([
      () => (startsShell ? [warn('shell', {}, [base, cite('imageConfigs', config, 'config.startsShell')])] : []),
      () => (installers.length > 0 ? [warn('tools', { tools: installers.join(', ') }, [base, history])] : []),
      () => {
        const keys = scannedKeys(look, imageKey, images)
        const count = packagesOf(look, keys).size
        if (count > maxOsPackages)
          return [warn('packages', { count, most: maxOsPackages }, [derived('packages that scans name', count)])]
        if (keys.some((key) => isCounted(look, key))) return []
        return [undetermined('No scan tells which packages the image holds, and it names no base image.')]
      },
      () => {
        const keys = scannedKeys(look, imageKey, images)
        const sized = keys.flatMap((key) => look.get('ecrImages', key) ?? []).find((one) => one.imageSizeInBytes)
        if (!sized) return [undetermined('The registry does not say how large the image is.')]
        const mib = (sized.imageSizeInBytes ?? 0) / MIB
        const size = cite('ecrImages', sized, 'imageSizeInBytes')
        if (mib <= maxImageMiB) return [pass([], [base, size])]
        const tags = cite('ecrImages', sized, 'imageTags')
        return [warn('size', { size: Math.round(mib), most: maxImageMiB }, [size, tags])]
      },
      () =>
        config.history
          ? [pass([], [history])]
          : [undetermined('The image keeps no history of its build, and names no base image.')],
    ])
  },
})

/** Whether a scanner has looked at the packages of an image; one that it cannot read has none that it knows. */
function isCounted(look: Look<Section>, key: string): boolean {
  const status = look.get('ecrImages', key)?.imageScanStatus?.status
  if (status === 'ACTIVE' || status === 'UNSUPPORTED_IMAGE') return true
  return look.get('imageScanFindings', key)?.imageScanFindings !== undefined
}

/** Packages that scan results name: at least so many are in the image. */
function packagesOf(look: Look<Section>, keys: readonly string[]): ReadonlySet<string> {
  const digests = new Set(keys.map((key) => key.slice(key.lastIndexOf('@') + 1)))
  const basic = keys.flatMap((key) => look.get('imageScanFindings', key)?.findings ?? [])
  const inspected = [...digests].flatMap((digest) => look.once(findingsByDigest).get(digest) ?? [])
  return new Set([
    ...basic.flatMap((one) => one.packageName ?? []),
    ...inspected.flatMap((one) => one.packageVulnerabilityDetails?.packages.map((it) => it.name) ?? []),
  ])
}

function findingsByDigest(look: Look<Section>) {
  return Map.groupBy(look.all('inspectorFindings'), (one) => one.imageDigest ?? '')
}
