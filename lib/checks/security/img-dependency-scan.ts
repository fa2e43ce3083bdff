import { cite } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { needsAttestation, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'img-dependency-scan',
  subject: 'repository',
  requires: ['registryScanning', 'repositoryScanning', 'inspectorAccountStatus'],
  failTitle: 'Libraries are not scanned',
  messages: {},
  why: 'Most of a program is libraries other people wrote. Basic scanning looks at the operating system’s packages only: a hole in a library of the program itself stays unseen until somebody uses it.',
  fix: {
    summary:
      'Turn on enhanced scanning for the repository, or run npm audit, pip-audit, Trivy, Snyk or Dependabot in the pipeline, let critical findings fail the build, and look at licences as well. Enhanced scanning is billed by image.',
    effort: 'small',
    cli: `aws inspector2 enable --resource-types ECR
aws ecr put-registry-scanning-configuration --scan-type ENHANCED --rules '[{"scanFrequency":"CONTINUOUS_SCAN","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]'`,
    terraform: `resource "aws_ecr_registry_scanning_configuration" "registry" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}`,
    cloudformation: `Type: AWS::ECR::RegistryScanningConfiguration
Properties:
  ScanType: ENHANCED
  Rules:
    - ScanFrequency: CONTINUOUS_SCAN
      RepositoryFilters: [{ Filter: "*", FilterType: WILDCARD }]`,
  },
  evaluate({ repository }, look) {
    const [registry] = look.all('registryScanning')
    const [inspector] = look.all('inspectorAccountStatus')
    const own = look.get('repositoryScanning', repository.repositoryArn)
    if (!registry) return undetermined('How the registry scans is not known.')
    const evidence = [
      cite('registryScanning', registry, 'scanningConfiguration.scanType'),
      ...(inspector
        ? [
            cite('inspectorAccountStatus', inspector, 'ecr'),
            cite('inspectorAccountStatus', inspector, 'codeRepository'),
          ]
        : []),
    ]
    const covered = own?.scanFrequency !== undefined && own.scanFrequency !== 'MANUAL'
    const enhanced = registry.scanningConfiguration.scanType === 'ENHANCED' && inspector?.ecr === 'ENABLED'
    if (enhanced && covered) return pass([], evidence)
    // Which source an image was built from nothing tells.
    const source =
      inspector?.codeRepository === 'ENABLED' ? 'Does Inspector scan its source repository, or does' : 'Does'
    return needsAttestation(
      `${source} the pipeline scan the libraries of this image and fail on critical findings? An answer holds for 180 days.`,
      evidence,
    )
  },
})
