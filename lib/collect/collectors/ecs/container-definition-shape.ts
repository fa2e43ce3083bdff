import type * as ecs from '@aws-sdk/client-ecs'
import { classifyEntries, classifyValue } from '#lib/inventory/redact/classify.ts'
import { clearObject, clearText } from '#lib/inventory/redact/clear-text.ts'
import { classifyCommand } from '#lib/inventory/redact/command.ts'
import { redactOptions } from '#lib/inventory/redact/options.ts'
import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { freeText, need, pick } from '../../shape.ts'
import { toEnvironment } from './shapes.ts'

/** Environment values, command words, labels and options that may hold a secret become facts here and go no further. */
export function toContainerDefinition(container: ecs.ContainerDefinition, digestKey: string): ContainerDefinition {
  const { command, entryPoint, healthCheck, repositoryCredentials, restartPolicy } = container
  return {
    name: need(container.name, 'containerDefinitions.name'),
    ...pick(container, 'image', 'essential', 'user', 'privileged', 'readonlyRootFilesystem', 'cpu', 'memory'),
    ...pick(container, 'memoryReservation', 'interactive', 'pseudoTerminal', 'disableNetworking', 'versionConsistency'),
    ...pick(container, 'startTimeout', 'stopTimeout'),
    workingDirectory: freeText(container.workingDirectory),
    hostname: freeText(container.hostname),
    dockerSecurityOptions: container.dockerSecurityOptions ?? [],
    links: container.links ?? [],
    dnsServers: container.dnsServers ?? [],
    portMappings: (container.portMappings ?? []).map((one) =>
      pick(one, 'containerPort', 'containerPortRange', 'hostPort', 'protocol', 'name', 'appProtocol'),
    ),
    environment: toEnvironment(container.environment, digestKey),
    environmentFiles: (container.environmentFiles ?? []).map((one) => ({
      type: need(one.type, 'environmentFiles.type'),
      value: clearObject(need(one.value, 'environmentFiles.value')),
    })),
    secrets: toSecrets(container.secrets),
    command: command && classifyCommand(command, digestKey),
    entryPoint: entryPoint && classifyCommand(entryPoint, digestKey),
    dockerLabels: classifyEntries(Object.entries(container.dockerLabels ?? {}), digestKey),
    healthCheck: healthCheck && {
      command: classifyCommand(healthCheck.command ?? [], digestKey),
      ...pick(healthCheck, 'interval', 'timeout', 'retries', 'startPeriod'),
    },
    mountPoints: (container.mountPoints ?? []).map((one) => pick(one, 'sourceVolume', 'containerPath', 'readOnly')),
    volumesFrom: (container.volumesFrom ?? []).map((one) => pick(one, 'sourceContainer', 'readOnly')),
    linuxParameters: toLinuxParameters(container.linuxParameters),
    ulimits: (container.ulimits ?? []).map(({ name, softLimit, hardLimit }) => ({
      name: need(name, 'ulimits.name'),
      softLimit: need(softLimit, 'ulimits.softLimit'),
      hardLimit: need(hardLimit, 'ulimits.hardLimit'),
    })),
    logConfiguration: toLogConfiguration(container.logConfiguration, digestKey),
    firelensConfiguration: container.firelensConfiguration && {
      type: need(container.firelensConfiguration.type, 'firelensConfiguration.type'),
      options: redactOptions(container.firelensConfiguration.options ?? {}, digestKey).options,
    },
    repositoryCredentials: repositoryCredentials && {
      credentialsParameter: clearText(
        undefined,
        need(repositoryCredentials.credentialsParameter, 'repositoryCredentials.credentialsParameter'),
      ),
    },
    credentialSpecs: (container.credentialSpecs ?? []).map((one) => clearText(undefined, one)),
    redactedTexts: toRedactedTexts(container, digestKey),
    systemControls: (container.systemControls ?? []).map(({ namespace, value }) => ({
      namespace,
      value: freeText(value),
    })),
    resourceRequirements: (container.resourceRequirements ?? []).map(({ type, value }) => ({
      type: need(type, 'resourceRequirements.type'),
      value: need(value, 'resourceRequirements.value'),
    })),
    dependsOn: (container.dependsOn ?? []).map(({ containerName, condition }) => ({
      containerName: need(containerName, 'dependsOn.containerName'),
      condition: need(condition, 'dependsOn.condition'),
    })),
    restartPolicy: restartPolicy && { enabled: need(restartPolicy.enabled, 'restartPolicy.enabled') },
  }
}

/** Facts of what would be kept in clear but for the secret in it: it is as plain to see as one in a variable. */
function toRedactedTexts(container: ecs.ContainerDefinition, digestKey: string): ContainerDefinition['redactedTexts'] {
  const { environmentFiles = [], secrets = [], systemControls = [], credentialSpecs = [] } = container
  const { logConfiguration, firelensConfiguration } = container
  const references = [...secrets, ...(logConfiguration?.secretOptions ?? [])]
  const texts = [
    ...environmentFiles.map(({ value }) => ['the name of an environment file', value]),
    ...references.map(({ name, valueFrom }) => [`the reference of secret ${name}`, valueFrom]),
    ...systemControls.map(({ namespace, value }) => [`kernel parameter ${namespace}`, value]),
    ...credentialSpecs.map((spec) => ['a credential spec', spec]),
    ['the name of its registry login', container.repositoryCredentials?.credentialsParameter],
    ['its working directory', container.workingDirectory],
    ['its host name', container.hostname],
  ]
  return [
    ...texts.flatMap(([kind = '', text = '']) =>
      clearText(undefined, text) === text ? [] : [{ kind, value: classifyValue(text, digestKey) }],
    ),
    ...redactOptions(firelensConfiguration?.options ?? {}, digestKey).redactedOptions.map(({ name, value }) => ({
      kind: `router option ${name}`,
      name,
      value,
    })),
  ]
}

function toSecrets(secrets: readonly ecs.Secret[] | undefined): { name: string; valueFrom: string }[] {
  return (secrets ?? []).map(({ name, valueFrom }) => ({
    name: need(name, 'secrets.name'),
    valueFrom: clearText(undefined, need(valueFrom, 'secrets.valueFrom')),
  }))
}

function toLogConfiguration(
  log: ecs.LogConfiguration | undefined,
  digestKey: string,
): ContainerDefinition['logConfiguration'] {
  if (!log) return undefined
  return {
    logDriver: need(log.logDriver, 'logConfiguration.logDriver'),
    ...redactOptions(log.options ?? {}, digestKey),
    secretOptions: toSecrets(log.secretOptions),
  }
}

function toLinuxParameters(linux: ecs.LinuxParameters | undefined): ContainerDefinition['linuxParameters'] {
  if (!linux) return undefined
  const { capabilities, devices, tmpfs } = linux
  return {
    ...pick(linux, 'initProcessEnabled', 'sharedMemorySize', 'maxSwap', 'swappiness'),
    capabilities: capabilities && { add: capabilities.add ?? [], drop: capabilities.drop ?? [] },
    devices: (devices ?? []).map((one) => ({
      hostPath: need(one.hostPath, 'devices.hostPath'),
      containerPath: one.containerPath,
      permissions: one.permissions ?? [],
    })),
    tmpfs: (tmpfs ?? []).map((one) => ({
      containerPath: need(one.containerPath, 'tmpfs.containerPath'),
      size: need(one.size, 'tmpfs.size'),
      mountOptions: one.mountOptions ?? [],
    })),
  }
}
