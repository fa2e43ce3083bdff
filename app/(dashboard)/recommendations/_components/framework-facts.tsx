import { Facts } from '#components/page/facts.tsx'
import { countRequirements, type RequirementStanding } from '#lib/score/framework.ts'

/** How the requirements of each framework stand: never one number, for no scan can say that a framework is met. */
export function FrameworkFacts({
  standings,
}: {
  standings: readonly { name: string; own: readonly RequirementStanding[] }[]
}) {
  return (
    <div className="mt-3">
      <Facts facts={standings.map(({ name, own }) => ({ term: name, value: wordsOf(own) }))} />
    </div>
  )
}

function wordsOf(standings: readonly RequirementStanding[]): string {
  const { not_met, met, not_assessed, manual } = countRequirements(standings)
  return `of ${standings.length} requirements ${not_met} not met, ${met} met, ${not_assessed} not assessed, ${manual} for a person to answer`
}
