import { scannedKeys } from '#lib/inventory/derived/scanned-digests.ts'
import { isInternetFacing } from '#lib/inventory/derived/traffic.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { Policy } from '#lib/inventory/policy.ts'
import type { EcrImage, ImageScanFindings, InspectorFinding, Repository } from '#lib/inventory/types/ecr.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, type Result, undetermined, warn } from '../result.ts'

type Section = 'imageScanFindings' | 'inspectorFindings' | 'inspectorAccountStatus' | 'ecrImages'
type Message = 'exploited' | 'critical' | 'high' | 'recent' | 'unnamed'

/** One known vulnerability of a digest, from Inspector or from basic scanning. */
interface Vulnerability {
  id: string
  severity: string
  fix: boolean
  exploited: boolean
  /** Days since it was first observed, parts of them too; undefined while no earlier scan is known. */
  age: number | undefined
  evidence: readonly Evidence[]
}

export default defineCheck({
  id: 'img-no-critical-high',
  subject: 'image',
  requires: [
    'imageScanFindings',
    'imageConfigs',
    'inspectorFindings',
    'inspectorAccountStatus',
    'ecrImages',
    'targetGroups',
    'deploymentGroups',
    'loadBalancers',
  ],
  failTitle: 'Running image has known vulnerabilities',
  messages: {
    exploited: '{id} in the running image is being exploited and has had a fix for {days} days.',
    critical: '{id} in the running image is critical and has had a fix for {days} days.',
    high: '{id} in the running image is high and has had a fix for {days} days.',
    recent: '{count} critical or high vulnerabilities in the running image are new or have no fix yet, such as {id}.',
    unnamed: 'The scan of the running image counts {count} critical or high vulnerabilities that it does not name.',
  },
  why: 'These weaknesses are public and their fixes are out: attackers scan for exactly such images. What counts is the image that runs, not the one that was scanned at build time.',
  fix: {
    summary:
      'Rebuild on a patched base image, push a new tag and redeploy the services that run it. Then let a lifecycle policy expire the old image.',
    effort: 'medium',
    cli: `aws ecr describe-image-scan-findings --repository-name REPOSITORY --image-id imageDigest=DIGEST
docker build --pull --no-cache -t REPOSITORY_URI:NEW_TAG . && docker push REPOSITORY_URI:NEW_TAG
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name  = "CONTAINER"
  image = "REPOSITORY_URI@sha256:PATCHED_DIGEST"
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    Image: REPOSITORY_URI@sha256:PATCHED_DIGEST`,
  },
  dormant: 'not-applicable',
  evaluate({ imageKey, repository, images }, look) {
    const scanned = scannedKeys(look, imageKey, images).map((key) => resultsOf(look, repository, key))
    const [own, ...platforms] = scanned
    const whole = own?.hasResult || (platforms.length > 0 && platforms.every(({ hasResult }) => hasResult))
    const firstSeen = look.history.firstSeenVulnerabilities
    const ageOf = (since: string | undefined) =>
      since ? (Date.parse(look.now) - Date.parse(since)) / 86_400_000 : undefined
    const known = scanned.flatMap(({ key, basic, inspected }) =>
      inspected.length > 0
        ? inspected.map((one) => fromInspector(one, ageOf))
        : fromBasic(basic, (id) => ageOf(firstSeen[key]?.[id])),
    )
    const counted = known.filter((one) => !look.policy.waivedVulnerabilities.includes(one.id))
    const services = images.flatMap((one) => one.uses.flatMap((use) => use.service ?? []))
    const exposed = ifKnown(() => services.some((service) => isInternetFacing(look, service))) ?? false
    const found = combine([judge(counted, look.policy.patchWindow, exposed), ...scanned.flatMap(unnamed)])
    return whole || found.status === 'fail' ? found : undetermined('There is no scan result for the running image.')
  },
})

/** What scans of one digest found. What Inspector closed tells nothing: it closes findings of images it gave up, too. */
function resultsOf(look: Look<Section>, { repositoryName }: Repository, key: string) {
  const digest = key.slice(key.lastIndexOf('@') + 1)
  const basic = look.get('imageScanFindings', key)
  const ofDigest = look.once(openFindings).get(digest) ?? []
  const inspected = ofDigest.filter((one) => one.repositoryName === repositoryName)
  const image = look.get('ecrImages', key)
  const status = image?.imageScanStatus?.status
  // Findings of Inspector are asked for only while it is on.
  const isWatched = status === 'ACTIVE' && look.all('inspectorAccountStatus').some((one) => one.ecr === 'ENABLED')
  const hasResult = inspected.length > 0 || isWatched || countsOf(basic, image) !== undefined
  return { key, basic, inspected, image, status, hasResult }
}

/** How many of each severity a basic scan found; the image itself says so, too, once its scan is complete. */
function countsOf(basic: ImageScanFindings | undefined, image: EcrImage | undefined) {
  const summary = image?.imageScanStatus?.status === 'COMPLETE' ? image.imageScanFindingsSummary : undefined
  return (basic?.imageScanFindings ?? summary)?.findingSeverityCounts
}

/** Severities that a basic scan counts without listing any: they are there, whatever they are. Inspector lists everything. */
function unnamed({ basic, inspected, image, status }: ReturnType<typeof resultsOf>): Result<'unnamed'>[] {
  if (inspected.length > 0 || status === 'ACTIVE') return []
  const counts = countsOf(basic, image) ?? {}
  const count = ['CRITICAL', 'HIGH']
    .filter((severity) => !basic?.findings.some((one) => one.severity === severity))
    .reduce((sum, severity) => sum + (counts[severity] ?? 0), 0)
  if (count === 0) return []
  const evidence = basic?.imageScanFindings
    ? [cite('imageScanFindings', basic, 'imageScanFindings.findingSeverityCounts')]
    : image
      ? [cite('ecrImages', image, 'imageScanFindingsSummary.findingSeverityCounts')]
      : []
  return [warn('unnamed', { count }, evidence)]
}

const openFindings = (look: Look<'inspectorFindings'>) =>
  Map.groupBy(
    look.all('inspectorFindings').filter(({ status }) => status === 'ACTIVE'),
    (one) => one.imageDigest ?? '',
  )

function judge(found: readonly Vulnerability[], window: Policy['patchWindow'], exposed: boolean): Result<Message> {
  const overdue = (one: Vulnerability, days: number) => one.fix && one.age !== undefined && one.age > days
  const data = (one: Vulnerability) => ({ id: one.id, days: Math.floor(one.age ?? 0) })
  const exploited = found.filter((one) => one.exploited && overdue(one, window.exploited))
  const critical = found.filter(
    (one) => one.severity === 'CRITICAL' && overdue(one, window.critical) && !exploited.includes(one),
  )
  const high = found.filter((one) => one.severity === 'HIGH' && overdue(one, window.high) && !exploited.includes(one))
  const serious = found.filter((one) => one.severity === 'CRITICAL' || one.severity === 'HIGH')
  const waiting = serious.filter((one) => ![...exploited, ...critical, ...high].includes(one))
  const results: Result<Message>[] = [
    ...exploited.map((one) => fail('exploited', data(one), one.evidence, { severity: exposed ? 'critical' : 'high' })),
    ...critical.map((one) => fail('critical', data(one), one.evidence)),
    ...high.map((one) => fail('high', data(one), one.evidence, { severity: 'medium' })),
  ]
  const [first] = waiting
  if (first) results.push(warn('recent', { count: waiting.length, id: first.id }, first.evidence))
  return combine([pass(), ...results])
}

function fromInspector(one: InspectorFinding, ageOf: (since: string | undefined) => number | undefined): Vulnerability {
  return {
    id: one.packageVulnerabilityDetails?.vulnerabilityId ?? one.findingArn,
    severity: one.severity,
    fix: one.fixAvailable === 'YES' || one.fixAvailable === 'PARTIAL',
    exploited: one.exploitAvailable === 'YES',
    age: ageOf(one.firstObservedAt),
    evidence: [
      cite('inspectorFindings', one, 'packageVulnerabilityDetails.vulnerabilityId'),
      cite('inspectorFindings', one, 'severity'),
      cite('inspectorFindings', one, 'firstObservedAt'),
    ],
  }
}

/** Basic scanning says nothing of fixes and exploits: a fix is assumed, and the age runs from the first scan we saw. */
function fromBasic(scan: ImageScanFindings | undefined, ageOf: (id: string) => number | undefined): Vulnerability[] {
  if (!scan) return []
  return scan.findings.map((one, index) => ({
    id: one.name,
    severity: one.severity,
    fix: true,
    exploited: false,
    age: ageOf(one.name),
    evidence: [
      cite('imageScanFindings', scan, `findings[${index}].name`),
      cite('imageScanFindings', scan, `findings[${index}].severity`),
    ],
  }))
}
