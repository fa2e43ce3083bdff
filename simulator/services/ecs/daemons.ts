import type * as sdk from '@aws-sdk/client-ecs'
import { assertBatch, type Call } from '../../call.ts'
import { findEach } from '../../lookup.ts'
import { page } from '../../page.ts'
import { AwsError } from '../../wire/protocol.ts'
import { arnOf, failures } from './shared.ts'

/** Daemons of Managed Instances: agents that ECS itself places on every instance. */
export const daemonOperations = {
  ListDaemons(input: sdk.ListDaemonsRequest, call: Call): sdk.ListDaemonsResponse {
    const { clusterArn, capacityProviderArns, nextToken, maxResults } = input
    const { items, next } = page(call, call.estate.ecs.daemons, {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: (daemon) =>
        (clusterArn === undefined || daemon.clusterArn === clusterArn) &&
        (!capacityProviderArns?.length || providersOf(daemon).some((arn) => capacityProviderArns.includes(arn))),
    })
    return { daemonSummariesList: items, nextToken: next }
  },

  DescribeDaemon({ daemonArn }: sdk.DescribeDaemonRequest, call: Call): sdk.DescribeDaemonResponse {
    const daemon = call.estate.ecs.daemons.find((candidate) => candidate.daemonArn === daemonArn)
    if (!daemon || call.fault === 'vanish') throw new AwsError('DaemonNotFoundException', 'Daemon not found.')
    return { daemon }
  },

  DescribeDaemonRevisions(input: sdk.DescribeDaemonRevisionsRequest, call: Call): sdk.DescribeDaemonRevisionsResponse {
    const { daemonRevisionArns = [] } = input
    assertBatch(call, daemonRevisionArns, 20, 'daemonRevisionArns')
    const { found, missing } = findEach(call, daemonRevisionArns, (arn) =>
      call.estate.ecs.daemonRevisions.find(({ daemonRevisionArn }) => daemonRevisionArn === arn),
    )
    return { daemonRevisions: found, failures: failures(missing) }
  },

  ListDaemonTaskDefinitions(
    input: sdk.ListDaemonTaskDefinitionsRequest,
    call: Call,
  ): sdk.ListDaemonTaskDefinitionsResponse {
    const { familyPrefix = '', family, status = 'ACTIVE', nextToken, maxResults } = input
    const { items, next } = page(call, call.estate.ecs.daemonTaskDefinitions, {
      token: nextToken,
      size: maxResults,
      max: 100,
      where: (definition) =>
        (definition.family ?? '').startsWith(familyPrefix) &&
        (family === undefined || definition.family === family) &&
        (status === 'ALL' || definition.status === status),
    })
    return { daemonTaskDefinitions: items.map(summarise), nextToken: next }
  },

  DescribeDaemonTaskDefinition(
    { daemonTaskDefinition: reference = '' }: sdk.DescribeDaemonTaskDefinitionRequest,
    call: Call,
  ): sdk.DescribeDaemonTaskDefinitionResponse {
    const arn = arnOf(call, 'daemon-task-definition', reference)
    const daemonTaskDefinition = call.estate.ecs.daemonTaskDefinitions.find(
      (candidate) => candidate.daemonTaskDefinitionArn === arn,
    )
    if (!daemonTaskDefinition || call.fault === 'vanish') {
      throw new AwsError('ClientException', 'Unable to describe daemon task definition.')
    }
    return { daemonTaskDefinition }
  },
}

function providersOf({ currentRevisions = [] }: sdk.DaemonDetail): string[] {
  return currentRevisions.flatMap(({ capacityProviders = [] }) => capacityProviders.flatMap(({ arn }) => arn ?? []))
}

function summarise({
  daemonTaskDefinitionArn,
  ...definition
}: sdk.DaemonTaskDefinition): sdk.DaemonTaskDefinitionSummary {
  return { ...definition, arn: daemonTaskDefinitionArn }
}
