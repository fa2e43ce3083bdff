import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { criticalCap, gradeFloors, minimumCoverage, weights } from '#lib/score/score.ts'
import { ScoreFormula } from './_components/score-formula.tsx'

const words = renderToStaticMarkup(<ScoreFormula />)
  .replaceAll(/<[^>]+>/g, ' ')
  .replaceAll(/\s+/g, ' ')

test('the page of the formula prints every constant of the score', () => {
  expect(words).toContain(`Below ${minimumCoverage} % coverage`)
  expect(words).toContain(`the grade is ${criticalCap} at best`)
  for (const [severity, weight] of Object.entries(weights)) {
    expect(words.toLowerCase()).toContain(`${severity} ${weight}`)
  }
  for (const { grade, from } of gradeFloors) expect(words).toContain(`${grade} ${from}`)
})
