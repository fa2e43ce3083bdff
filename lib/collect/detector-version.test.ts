import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { detectorVersion } from '#lib/inventory/redact/detector-version.ts'
import project from '../../package.json' with { type: 'json' }

const shapes = ['task-definition-shape.ts', 'container-definition-shape.ts', 'shapes.ts']

/** What decides what is kept of a task definition: its shape, and the rules that this uses. */
function rulesOf(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known
  known.add(file)
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/\bfrom '([^']+)'/g)) {
    const imported = from.startsWith('#lib/') ? from.slice(1) : path.join(path.dirname(file), from)
    if (/^lib\/inventory\/redact\/[\w-]+\.ts$/.test(imported)) rulesOf(imported, known)
  }
  return known
}

/** The code alone: comments and layout change nothing. */
function codeOf(file: string): string {
  const source = readFileSync(file, 'utf8').replaceAll(/^\s*(\/\*\*?|\*|\/\/).*$/gm, '')
  return stripTypeScriptTypes(source).replaceAll(/\s+/g, '')
}

const committed = { version: 5, rules: '598ad0a2ca61e7c8' }

test('rules that changed have a new version, so that every revision is read again with them', () => {
  const rules = shapes.flatMap((shape) => [...rulesOf(`lib/collect/collectors/ecs/${shape}`)])
  expect(rules.filter((file) => file.includes('/redact/')).length).toBeGreaterThan(6)
  const code = [...new Set(rules)].sort().map((file) => `${file}\n${codeOf(file)}`)
  code.push(project.dependencies['@secretlint/secretlint-rule-preset-recommend'])
  const now = { version: detectorVersion, rules: hash('sha256', code.join('\n')).slice(0, 16) }
  expect(now, 'raise detectorVersion if what is kept has changed, then write what is printed here').toEqual(committed)
})
