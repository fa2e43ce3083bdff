import { criticalCap, gradeFloors, minimumCoverage, weights } from '#lib/score/score.ts'

/** How the score is made, from the constants that make it. */
export function ScorePolicy() {
  const severityWeights = Object.entries(weights).map(([severity, weight]) => `${severity} ${weight}`)
  const floors = gradeFloors.filter(({ from }) => from > 0).map(({ grade, from }) => `${grade} from ${from}`)
  return (
    <p className="mt-6 text-sm text-ink-3">
      Score: {severityWeights.join(', ')}; each check counts pass / (pass + fail) over what is in use.{' '}
      {floors.join(', ')}. Any open critical caps the grade at {criticalCap}; under {minimumCoverage}&nbsp;% coverage
      there is no score.
    </p>
  )
}
