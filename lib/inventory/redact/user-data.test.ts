import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { userDataFacts } from './user-data.ts'

const facts = (text: string) => userDataFacts(Buffer.from(text).toString('base64'))

describe('a rule that keeps bridge containers from instance metadata', () => {
  test.each([
    'iptables --insert DOCKER-USER 1 --in-interface docker+ --destination 169.254.169.254/32 --jump DROP',
    'sudo iptables -A FORWARD -d 169.254.169.254 -i docker0 -j REJECT',
    'iptables -I DOCKER-USER -i docker+ \\\n  -d 169.254.169.254 -p tcp -j DROP',
    'nft add rule inet filter forward iifname "docker*" ip daddr 169.254.169.254 drop',
    `runcmd:\n  - [sh, -c, "nft insert rule ip filter DOCKER-USER iifname \\"docker0\\" ip daddr 169.254.169.254 counter drop"]`,
  ])('is seen: %s', (text) => {
    expect(facts(`#!/bin/bash\n${text}\n`)).toEqual({ readable: true, dropsBridgeMetadata: true })
  })

  test.each([
    '# iptables -I DOCKER-USER -i docker+ -d 169.254.169.254/32 -j DROP',
    'iptables -D DOCKER-USER -i docker+ -d 169.254.169.254/32 -j DROP',
    'iptables -I DOCKER-USER -i docker+ -d 169.254.169.254/32 -j ACCEPT',
    'iptables -I DOCKER-USER -i docker+ -d 169.254.170.2/32 -j DROP',
    'iptables -I OUTPUT -d 169.254.169.254/32 -j DROP',
    'iptables -I DOCKER-USER -i eth0 -d 169.254.169.254/32 -j DROP',
    'echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config',
  ])('is not this: %s', (text) => {
    expect(facts(text).dropsBridgeMetadata).toBe(false)
  })
})

describe('the seccomp profile of the docker daemon', () => {
  test.each([
    ['OPTIONS="--seccomp-profile=unconfined"', 'unconfined'],
    [`cat > /etc/docker/daemon.json <<'J'\n{ "seccomp-profile" : "unconfined" }\nJ`, 'unconfined'],
    ['echo "{\\"seccomp-profile\\": \\"unconfined\\"}" > /etc/docker/daemon.json', 'unconfined'],
    ['dockerd --seccomp-profile /etc/docker/web.json', 'custom'],
    ['{"seccomp-profile": "/etc/docker/web.json"}', 'custom'],
  ])('%s is %s', (text, profile) => {
    expect(facts(text).seccomp).toBe(profile)
  })

  test.each(['#!/bin/bash\necho hello', '# "seccomp-profile": "unconfined"', '{"seccomp-profile": "builtin"}', ''])(
    '%j sets none',
    (text) => {
      expect(facts(text)).toEqual({ readable: true, dropsBridgeMetadata: false })
    },
  )
})

describe('the login of the agent to registries', () => {
  test.each([
    [
      `echo 'ECS_ENGINE_AUTH_DATA={"https://index.docker.io/v1/":{"username":"larkfield","password":"x"}}' >> /etc/ecs/ecs.config`,
      'plaintext',
    ],
    ['ECS_ENGINE_AUTH_DATA={"registry.example":{"auth":"eDp5"}}', 'plaintext'],
    [
      `echo "ECS_ENGINE_AUTH_DATA=$(aws secretsmanager get-secret-value --secret-id hub)" >> /etc/ecs/ecs.config`,
      'fetched',
    ],
    [`echo ECS_ENGINE_AUTH_DATA=$` + `{LOGIN} >> /etc/ecs/ecs.config`, 'fetched'],
  ])('%s is %s', (text, login) => {
    expect(facts(text).engineAuth).toBe(login)
    expect(JSON.stringify(facts(text))).not.toContain('password')
  })

  test.each([
    'ECS_ENGINE_AUTH_TYPE=dockercfg',
    'ECS_ENGINE_AUTH_DATA=',
    "echo 'ECS_ENGINE_AUTH_DATA={}' >> /etc/ecs/ecs.config",
  ])('%s is none', (text) => {
    expect(facts(text).engineAuth).toBeUndefined()
  })
})

test('compressed user data is not read', () => {
  const packed = gzipSync('#!/bin/bash\n--seccomp-profile=unconfined').toString('base64')
  expect(userDataFacts(packed)).toEqual({ readable: false, dropsBridgeMetadata: false })
})
