import { describe, expect, test } from 'vitest'
import { readConfig, readManifest, sha256 } from './manifest.ts'

const digest = `sha256:${'a'.repeat(64)}`

describe('a manifest', () => {
  test('of an image names its config blob', () => {
    expect(readManifest(JSON.stringify({ schemaVersion: 2, config: { digest, size: 10 }, layers: [] }))).toEqual({
      configDigest: digest,
    })
  })

  test('of an index names its platforms, build attestations left out', () => {
    const manifests = [
      { digest, platform: { os: 'linux', architecture: 'arm64' } },
      { digest: `sha256:${'b'.repeat(64)}`, platform: { os: 'unknown', architecture: 'unknown' } },
    ]
    expect(readManifest(JSON.stringify({ manifests }))).toEqual({
      platforms: [{ digest, os: 'linux', architecture: 'arm64' }],
    })
  })

  test.each(['', 'not json', '[]', 'null', '{}', '{"config":{"digest":"../../etc/passwd"}}', '{"manifests":[]}'])(
    'that reads %j is none',
    (text) => expect(readManifest(text)).toBeUndefined(),
  )
})

describe('a config', () => {
  test('gives its user, health check and ports, and nothing that could be a secret', () => {
    const text = JSON.stringify({
      os: 'linux',
      architecture: 'amd64',
      created: '2026-01-01T00:00:00Z',
      history: [{ created_by: 'ARG TOKEN=planted' }, { created_by: 'RUN apt-get install -y planted' }],
      config: {
        Entrypoint: ['/bin/sh', '-c', 'planted'],
        User: '10001:10001',
        Env: ['TOKEN=planted'],
        Labels: { owner: 'planted', 'org.opencontainers.image.base.name': 'debian:12-slim' },
        Healthcheck: { Test: ['CMD', '/probe', 'planted'] },
        ExposedPorts: { '8080/tcp': {} },
      },
    })
    expect(readConfig(text)).toEqual({
      os: 'linux',
      architecture: 'amd64',
      created: '2026-01-01T00:00:00Z',
      config: {
        User: '10001:10001',
        hasHealthcheck: true,
        exposedPorts: ['8080/tcp'],
        startsShell: true,
        baseName: 'debian:12-slim',
      },
      history: { installers: ['apt-get'], clearsSetuid: false },
    })
  })

  test('without a user says so, and a health check that is switched off is none', () => {
    const { config } = readConfig('{"config":{"User":"","Healthcheck":{"Test":["NONE"]}}}') ?? {}
    expect(config).toEqual({ User: undefined, hasHealthcheck: false, exposedPorts: [], startsShell: false })
    expect(readConfig('{"os":"windows"}')?.config.hasHealthcheck).toBe(false)
  })

  test.each([
    [{ Cmd: ['bash'] }, true],
    [{ Entrypoint: ['/usr/bin/tini'], Cmd: ['/bin/bash', 'run.sh'] }, true],
    [{ Entrypoint: ['/app/publish'], Cmd: ['--push'] }, false],
    [{}, false],
  ])('with %j starts a shell: %s', (config, startsShell) => {
    expect(readConfig(JSON.stringify({ config }))?.config.startsShell).toBe(startsShell)
  })

  test.each(['TOKEN=planted', 'https://user:planted@registry.example/base', 'a b'])(
    'keeps a base name only when it is an image reference, not %j',
    (name) => {
      const Labels = { 'org.opencontainers.image.base.name': name }
      expect(readConfig(JSON.stringify({ config: { Labels } }))?.config.baseName).toBeUndefined()
    },
  )

  test('that is none is not read', () => {
    expect(readConfig('not json')).toBeUndefined()
    expect(readConfig('{"config":{"User":5}}')).toBeUndefined()
  })
})

test('a digest is of the bytes', () => {
  expect(sha256('')).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256(new TextEncoder().encode('x'))).toBe(sha256('x'))
})
