import type { Severity } from '#lib/checks/result.ts'
import type { CheckInfo } from './check-info.ts'
import { callsText, gapsOfChecks } from './gap-text.ts'
import { filingRegion, partitionOf } from './partition.ts'
import { plainText, shorten } from './plain-text.ts'
import type { ReportResult, ScanReport } from './scan-report.ts'

/** Limits in characters or items that Security Hub documents for the AWS Security Finding Format. */
const limits = { title: 256, description: 1024, recommendation: 512, requirement: 64, requirements: 32, field: 2048 }

const labels: Record<Severity, string> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFORMATIONAL',
}

/** AWS Security Finding Format 2018-10-08: a JSON array for BatchImportFindings. What does not apply is left out: the format has no word for it. */
export function writeAsff(report: ScanReport, checks: readonly CheckInfo[]): string {
  const byId = new Map(checks.map((check) => [check.id, check]))
  const gaps = gapsOfChecks(report)
  const findings = report.results
    .filter((result) => result.status !== 'not_applicable')
    .map((result) => toFinding(report, result, byId.get(result.check), gaps.get(result.check)))
  return `${JSON.stringify(findings, null, 2)}\n`
}

function toFinding(report: ScanReport, result: ReportResult, check: CheckInfo | undefined, gaps: string[] = []) {
  const region = filingRegion(result.region, report.regions)
  const partition = partitionOf(region, result.subject.arn)
  const description = filled(result.message ?? result.reason, result.title)
  const fix = result.status === 'fail' ? check?.fix.summary : undefined
  return {
    SchemaVersion: '2018-10-08',
    Id: `tidewaiter/${report.account}/${result.region}/${result.check}/${result.fingerprint}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${report.account}:product/${report.account}/default`,
    ProductName: 'Tidewaiter',
    CompanyName: 'Tidewaiter',
    GeneratorId: `tidewaiter/${result.check}`,
    AwsAccountId: report.account,
    Region: region,
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    CreatedAt: report.startedAt,
    UpdatedAt: report.finishedAt,
    LastObservedAt: report.finishedAt,
    Severity: {
      Label: result.status === 'fail' ? labels[result.severity] : 'INFORMATIONAL',
      Original: result.severity,
    },
    Title: shorten(filled(result.title, result.check), limits.title),
    Description: shorten(description, limits.description),
    ...(fix && { Remediation: { Recommendation: { Text: shorten(fix, limits.recommendation) } } }),
    Resources: [
      {
        Type: resourceType(result.subject.type),
        Id: filled(result.subject.arn, result.subject.id),
        Partition: partition,
        Region: region,
      },
    ],
    Compliance: compliance(result),
    ProductFields: {
      'tidewaiter/subject': filled(result.subject.id, result.check),
      'tidewaiter/confidence': result.confidence,
      'tidewaiter/coverage': `${report.coverage.percent} %`,
      'tidewaiter/calls': callsText(report),
      ...(gaps.length > 0 && { 'tidewaiter/not-read': shorten(gaps.join('; '), limits.field) }),
      ...(result.usage && { 'tidewaiter/usage': result.usage }),
    },
    Workflow: { Status: result.status === 'pass' ? 'RESOLVED' : 'NEW' },
    RecordState: 'ACTIVE',
  }
}

/** The format refuses empty text. */
function filled(text: string | undefined, otherwise: string): string {
  const plain = plainText(text ?? '').trim()
  return plain === '' ? plainText(otherwise) : plain
}

function compliance(result: ReportResult) {
  const requirements = Object.entries(result.controls)
    .flatMap(([framework, ids]) => ids.map((id) => shorten(`${framework}/${id}`, limits.requirement)))
    .slice(0, limits.requirements)
  return {
    Status: complianceStatus(result),
    SecurityControlId: result.check,
    ...(requirements.length > 0 && { RelatedRequirements: requirements }),
    ...(result.status === 'unknown' && {
      StatusReasons: [{ ReasonCode: 'EVIDENCE_MISSING', Description: filled(result.reason, result.title) }],
    }),
    ...(result.status === 'manual' && {
      StatusReasons: [{ ReasonCode: 'ATTESTATION_DUE', Description: filled(result.reason, result.title) }],
    }),
  }
}

function complianceStatus(result: ReportResult): 'PASSED' | 'FAILED' | 'WARNING' | 'NOT_AVAILABLE' {
  if (result.status === 'pass') return 'PASSED'
  if (result.status !== 'fail') return 'NOT_AVAILABLE'
  return result.confidence === 'heuristic' ? 'WARNING' : 'FAILED'
}

/** Names of Security Hub for the subject types it knows; the rest is `Other`. */
const resourceTypes: Readonly<Record<string, string>> = {
  account: 'AwsAccount',
  container: 'AwsEcsContainer',
  'ecr-image': 'AwsEcrContainerImage',
  'ecr-repository': 'AwsEcrRepository',
  'ecs-cluster': 'AwsEcsCluster',
  'ecs-service': 'AwsEcsService',
  'ecs-task': 'AwsEcsTask',
  'iam-role': 'AwsIamRole',
  'launch-template': 'AwsEc2LaunchTemplate',
  'security-group': 'AwsEc2SecurityGroup',
  'task-definition': 'AwsEcsTaskDefinition',
  vpc: 'AwsEc2Vpc',
}

function resourceType(subjectType: string): string {
  return resourceTypes[subjectType] ?? 'Other'
}
