import { expect, test } from 'vitest'
import { scanPartOf, scanPartText } from './scan-part.ts'

test.each([
  [{}, undefined],
  [{ regions: ['eu-west-1', 'us-east-1'] }, 'eu-west-1, us-east-1'],
  [{ services: ['arn:aws:ecs:eu-west-1:111122223333:service/main/web'] }, 'service web'],
  [{ clusters: ['main'], services: ['web'], regions: ['eu-west-1'] }, 'cluster main, service web in eu-west-1'],
  [{ clusters: 'not a list' }, undefined],
])('a scan with the settings %j is of %s', (settings, text) => {
  expect(scanPartText(scanPartOf(settings))).toBe(text)
})
