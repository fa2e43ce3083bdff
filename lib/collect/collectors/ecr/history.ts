import type { ImageConfig } from '#lib/inventory/types/ecr.ts'

/** Programs that install packages, each with the words by which it does. */
const managers: readonly [string, RegExp][] = [
  ['apk', /\bapk\s+(?:-\S+\s+)*add\b/],
  ['apt', /\bapt\s+(?:-\S+\s+)*install\b/],
  ['apt-get', /\bapt-get\s+(?:-\S+\s+)*install\b/],
  ['dnf', /\b(?:micro)?dnf\s+(?:-\S+\s+)*(?:install|groupinstall)\b/],
  ['yum', /\byum\s+(?:-\S+\s+)*(?:install|groupinstall)\b/],
  ['zypper', /\bzypper\s+(?:-\S+\s+)*(?:install|in)\b/],
]
const compilers = /\b(?:build-essential|build-base|gcc|clang|cmake|rustc|cargo|golang|maven|gradle)\b|\bg\+\+/g
const clearing = /chmod\s+(?:-\S+\s+)*(?:a|u|g|ug|gu)?-s\b/

/** What the steps of a build did, as facts: the text of a step may hold secrets and is not kept. */
export function readHistory(steps: readonly string[]): NonNullable<ImageConfig['history']> {
  const installers = steps.flatMap((step) => {
    const found = managers.flatMap(([name, pattern]) => (pattern.test(step) ? [name] : []))
    return found.length > 0 ? [...found, ...(step.match(compilers) ?? [])] : []
  })
  return { installers: [...new Set(installers)].toSorted(), clearsSetuid: steps.some((step) => clearing.test(step)) }
}
