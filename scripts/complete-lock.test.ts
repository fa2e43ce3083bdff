import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completeLock, missingOptionalPackages } from './complete-lock.mjs'

test('npm ci can install from package-lock.json: no optional package is missing (else run `npm run lock:complete`)', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  expect(missingOptionalPackages(lock).map(({ name }) => name)).toEqual([])
})

test('a missing package is added with the platform that its name says, in place', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': {
        dev: true,
        optionalDependencies: { '@b/c-linux-arm-musleabihf': '1.2.3', 'd-darwin-arm64': '4.5.6' },
      },
      'node_modules/z': {},
    },
  }
  expect(Object.entries(completeLock(lock).packages).slice(1)).toEqual([
    [
      'node_modules/@b/c-linux-arm-musleabihf',
      { version: '1.2.3', cpu: ['arm'], dev: true, libc: ['musl'], optional: true, os: ['linux'] },
    ],
    ['node_modules/a', lock.packages['node_modules/a']],
    ['node_modules/d-darwin-arm64', { version: '4.5.6', cpu: ['arm64'], dev: true, optional: true, os: ['darwin'] }],
    ['node_modules/z', {}],
  ])
  expect(missingOptionalPackages(completeLock(lock))).toEqual([])
})

test('a package counts as locked where Node would find it', () => {
  const missing = (place: string) =>
    missingOptionalPackages({
      packages: { 'node_modules/a/node_modules/b': { optionalDependencies: { 'c-linux-x64': '1.0.0' } }, [place]: {} },
    }).length
  expect(missing('node_modules/c-linux-x64')).toBe(0)
  expect(missing('node_modules/a/node_modules/c-linux-x64')).toBe(0)
  expect(missing('node_modules/a/node_modules/b/node_modules/c-linux-x64')).toBe(0)
  expect(missing('node_modules/other/node_modules/c-linux-x64')).toBe(1)
})
