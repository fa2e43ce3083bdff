import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { cruise, type IDependency, type IModule } from 'dependency-cruiser'
import { beforeAll, expect, test } from 'vitest'
import { mayImport, packageOwners, pureBuiltins, pureFolders, takesTypesOfLib } from './import-table.ts'

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const folders = [...new Set(Object.keys(mayImport).map((folder) => folder.split('/')[0] ?? ''))].filter(existsSync)
let modules: IModule[] = []
let imports: Import[] = []

beforeAll(async () => {
  const { output } = await cruise(folders, {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/data/generated|\\.next)' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  })
  if (typeof output === 'string') throw new Error(output)
  modules = output.modules.filter(({ source }) => isOurs(source) && !isForDevelopers(source))
  imports = modules.flatMap(({ source, dependencies }) => dependencies.map((it) => importOf(source, it)))
})

test('the whole source is seen', () => {
  expect(new Set(modules.map(({ source }) => folderOf(source)))).toContain('lib/data')
  expect(modules.length).toBeGreaterThan(300)
  expect(imports.filter(({ to }) => !isOurs(to)).length).toBeGreaterThan(300)
})

test('every import is found', () => {
  const lost = modules.flatMap(({ source, dependencies }) =>
    dependencies.filter((it) => it.couldNotResolve && !isBuiltin(it.module)).map((it) => `${source} -> ${it.module}`),
  )
  expect(lost).toEqual([])
})

test('every folder has its place in the table', () => {
  expect(modules.map(({ source }) => folderOf(source)).filter((folder) => !(folder in mayImport))).toEqual([])
})

test('imports between folders go the way of the table', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const [source, target] = [folderOf(from), folderOf(to)]
    if (!isOurs(to) || source === target || mayImport[source]?.includes(target)) return false
    return !(typeOnly && takesTypesOfLib.includes(source) && target.startsWith('lib/'))
  })
  expect(wrong.map(show)).toEqual([])
})

test('the AWS SDK, the database and the web framework stay where they belong', () => {
  const wrong = imports.filter(({ from, to }) => {
    const family = packageOwners.find(({ packages }) => packages.test(to))
    return family && !family.owners.includes(folderOf(from))
  })
  expect(wrong.map(show)).toEqual([])
})

test('pure folders use no part of Node that reads or writes', () => {
  const wrong = imports.filter(({ from, to }) => isPure(from) && isBuiltin(to) && !pureBuiltins.includes(to))
  expect(wrong.map(show)).toEqual([])
})

test('pure folders read no clock, no environment and no chance', () => {
  const impure = /\b(Date\.now\(|new Date\(\)|process\.\w|Math\.random\(|fetch\(|console\.)/
  const wrong = modules.filter(({ source }) => isPure(source) && impure.test(readFileSync(source, 'utf8')))
  expect(wrong.map(({ source }) => source)).toEqual([])
})

function importOf(from: string, { module, resolved, couldNotResolve, dependencyTypes }: IDependency): Import {
  const typeOnly = dependencyTypes.includes('type-only')
  if (isBuiltin(module)) return { from, to: module.replace('node:', '').split('/')[0] ?? '', typeOnly }
  const packageName = /^(@[^/]+\/[^/]+|[^/.#][^/]*)/.exec(module)?.[0]
  const isPackage = resolved.includes('node_modules/') || couldNotResolve
  return { from, to: isPackage && packageName ? packageName : resolved, typeOnly }
}

/** `lib/checks` of `lib/checks/security/file.ts`, `app` of `app/page.tsx`. */
function folderOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  return first === 'lib' ? `lib/${second}` : first
}

function isOurs(file: string): boolean {
  return folders.includes(file.split('/')[0] ?? '') && file.includes('/')
}

function isPure(file: string): boolean {
  return pureFolders.some((folder) => folder === folderOf(file))
}

/** Tests, and the programs that write a table beside them, may look anywhere. */
function isForDevelopers(file: string): boolean {
  return /\.test\.tsx?$|\/testing\/|\/generate\.ts$/.test(file)
}

function show({ from, to, typeOnly }: Import): string {
  return `${from} -> ${to}${typeOnly ? ' (type)' : ''}`
}
