import { expect, test } from 'vitest'
import { readHistory } from './history.ts'

test.each([
  ['RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends gcc make', ['apt-get', 'gcc']],
  ['RUN apt-get -qq -y install curl', ['apt-get']],
  ['/bin/sh -c apk add --no-cache build-base', ['apk', 'build-base']],
  ['RUN microdnf install -y java-21', ['dnf']],
  ['RUN yum -y install g++', ['g++', 'yum']],
  ['COPY /gcc-wrapper /app', []],
  ['RUN apt-get update', []],
  ['', []],
])('a build step %j installs %j', (step, installers) => {
  expect(readHistory([step]).installers).toEqual(installers)
})

test.each([
  ['RUN find / -xdev -perm /6000 -exec chmod a-s {} +', true],
  ['RUN chmod -R u-s,g-s /usr', true],
  ['RUN chmod -s /usr/bin/passwd', true],
  ['RUN chmod a+x /app/server', false],
  ['RUN chmod -R 755 /srv', false],
])('a build step %j clears setuid bits: %s', (step, clearsSetuid) => {
  expect(readHistory([step]).clearsSetuid).toBe(clearsSetuid)
})
