import capDemandShockPlan from './capacity/cap-demand-shock-plan.ts'
import capLoadTested from './capacity/cap-load-tested.ts'
import type { Rule } from './define-check.ts'
import type { Question } from './define-question.ts'
import { checks } from './index.ts'
import netClientRetries from './networking/net-client-retries.ts'
import opsAppPerformance from './operations/ops-app-performance.ts'
import opsArchitecture from './operations/ops-architecture.ts'
import opsAutomatedTests from './operations/ops-automated-tests.ts'
import opsEngineeringConventions from './operations/ops-engineering-conventions.ts'
import cmpPciScope from './security/cmp-pci-scope.ts'
import cmpSharedResponsibility from './security/cmp-shared-responsibility.ts'
import iamUserLifecycle from './security/iam-user-lifecycle.ts'
import imgCuratedImages from './security/img-curated-images.ts'
import imgSetuidRemoved from './security/img-setuid-removed.ts'
import imgStaticAnalysis from './security/img-static-analysis.ts'
import opsDataMasking from './security/ops-data-masking.ts'
import opsInputValidation from './security/ops-input-validation.ts'
import stoEfsRestoreTested from './storage/sto-efs-restore-tested.ts'

/** Every question for a person, in the catalogue's order: one line each. */
export const questions: readonly Question[] = [
  netClientRetries,
  capLoadTested,
  capDemandShockPlan,
  stoEfsRestoreTested,
  iamUserLifecycle,
  cmpSharedResponsibility,
  cmpPciScope,
  imgSetuidRemoved,
  imgCuratedImages,
  imgStaticAnalysis,
  opsAutomatedTests,
  opsEngineeringConventions,
  opsArchitecture,
  opsInputValidation,
  opsDataMasking,
  opsAppPerformance,
]

/** All that a scan judges or asks. */
export const rules: readonly Rule[] = [...checks, ...questions]
