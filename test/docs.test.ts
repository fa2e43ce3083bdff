import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { questions, rules } from '#lib/checks/questions.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { checksAsMarkdown } from '#lib/report/check-list.ts'

const read = (file: string) => fs.readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')

test('docs/checks.md is what the generator prints', () => {
  expect(read('docs/checks.md'), 'run: npx tidewaiter checks --format md > docs/checks.md').toBe(
    checksAsMarkdown(rules),
  )
})

test('the README counts the checks there are', () => {
  expect(read('README.md')).toContain(
    `Today ${checks.length} of the guide's ${recommendations.length} recommendations are checked`,
  )
  expect(read('README.md')).toContain(`${questions.length} are asked of a person`)
})

test('the change log names every check and question', () => {
  const log = read('CHANGELOG.md')
  expect(rules.map((rule) => rule.id).filter((id) => !log.includes(id))).toEqual([])
})

test('links between documents lead somewhere', () => {
  for (const file of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']) {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !fs.existsSync(path.join(import.meta.dirname, '..', link)))).toEqual([])
  }
})
