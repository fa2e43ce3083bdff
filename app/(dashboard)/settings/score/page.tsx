import type { Metadata } from 'next'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { ScoreFormula } from './_components/score-formula.tsx'

export const metadata: Metadata = { title: 'How the score is computed' }

export default async function ScorePage() {
  await requireViewer()
  return (
    <>
      <Crumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Score' }]} />
      <PageHead
        verdict="The score is the weighted share of checks that pass, over what could be judged"
        sub="Every number below is read from the code that computes it."
      />
      <ScoreFormula />
    </>
  )
}
