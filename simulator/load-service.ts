import { iamActionOf, type Service } from './service.ts'
import { services } from './services/index.ts'
import { type Operations, operationsOf } from './wire/operation.ts'

export interface Loaded {
  service: Service
  operations: Operations
}

/** Every action that the simulator answers, as IAM names it. */
export const simulatedActions: ReadonlySet<string> = new Set(
  services.flatMap((service) => Object.keys(service.operations).map((name) => iamActionOf(service, name))),
)

const byName = new Map(services.map((service) => [service.signingName, service]))
const loading = new Map<string, Promise<Loaded>>()

/** The service with its SDK's schemas, read once. Undefined for one that is not simulated. */
export async function loadService(signingName: string): Promise<Loaded | undefined> {
  const service = byName.get(signingName)
  if (!service) return undefined
  const loaded = loading.get(signingName) ?? load(service)
  loading.set(signingName, loaded)
  return loaded
}

async function load(service: Service): Promise<Loaded> {
  return { service, operations: operationsOf(await service.sdk()) }
}
