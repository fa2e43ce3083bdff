import { expect, test } from 'vitest'
import { bindSource } from './bind-source.ts'

const KEY = 'test-digest-key'
const bind = { type: 'none', o: 'bind', device: '/' }

test('a local volume that binds a path of its host keeps that path', () => {
  expect(bindSource('local', bind, KEY)).toEqual({ device: '/', readOnly: false })
  expect(bindSource(undefined, { ...bind, o: 'rw,rbind' }, KEY)).toEqual({ device: '/', readOnly: false })
  expect(bindSource('local', { ...bind, o: 'bind,ro', device: '/data' }, KEY)).toEqual({
    device: '/data',
    readOnly: true,
  })
})

test('nothing else of the options is kept: other drivers, shares of the network with their logins, and what looks like a secret', () => {
  expect(bindSource('rexray/ebs', bind, KEY)).toBeUndefined()
  expect(bindSource('local', { type: 'cifs', o: 'username=app,password=bind', device: '//files/share' }, KEY)).toBe(
    undefined,
  )
  expect(bindSource('local', { ...bind, device: 'data' }, KEY)).toBeUndefined()
  expect(bindSource('local', { ...bind, device: '/AKIAQYLPMN5HNM4OSXYZ' }, KEY)).toBeUndefined()
  expect(bindSource('local', {}, KEY)).toBeUndefined()
})
