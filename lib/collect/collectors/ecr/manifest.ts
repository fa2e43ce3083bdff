import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ImageConfig } from '#lib/inventory/types/ecr.ts'
import { readHistory } from './history.ts'

/** Sizes beyond which a manifest or a config blob is not read; registries allow manifests of 4 MB. */
export const largestManifest = 4 * 1024 * 1024
export const largestConfig = 1024 * 1024

/** An image reference; whatever else a label holds is not kept. */
const reference = z.string().regex(/^[a-z0-9][a-z0-9._/-]{0,200}(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{64})?$/)
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const platformSchema = z.object({ os: z.string(), architecture: z.string() })
const manifestSchema = z.object({ config: z.object({ digest, size: z.number().optional() }) })
const indexSchema = z.object({ manifests: z.array(z.object({ digest, platform: platformSchema.optional() })) })
const words = z.array(z.string()).nullish()
const configSchema = z.object({
  os: z.string().optional(),
  architecture: z.string().optional(),
  created: z.string().optional(),
  config: z
    .object({
      User: z.string().optional(),
      Healthcheck: z.object({ Test: z.array(z.string()).optional() }).nullish(),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
      Entrypoint: words,
      Cmd: words,
      Labels: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  history: z.array(z.object({ created_by: z.string().optional() })).nullish(),
})

export interface Platform {
  digest: string
  os: string
  architecture: string
}

/** Names the blob that holds an image's configuration, or the platform images of an index; at least one. */
export type Manifest = { configDigest: string } | { platforms: Platform[] }

/** Undefined for a document that is neither, and for an index without any platform. */
export function readManifest(text: string): Manifest | undefined {
  const document = parse(text)
  const image = manifestSchema.safeParse(document)
  if (image.success) return { configDigest: image.data.config.digest }
  const index = indexSchema.safeParse(document)
  if (!index.success) return undefined
  // Build attestations stand in an index as images of an unknown platform.
  const platforms = index.data.manifests.flatMap(({ digest: of, platform }) =>
    platform && platform.os !== 'unknown' ? [{ digest: of, ...platform }] : [],
  )
  return platforms.length > 0 ? { platforms } : undefined
}

/** What is kept of a config blob: no environment, no step of the build, and of the labels the name of the base image alone. */
export function readConfig(text: string): Omit<ImageConfig, 'imageKey' | 'platformDigests'> | undefined {
  const { data } = configSchema.safeParse(parse(text))
  if (!data) return undefined
  const test = data.config?.Healthcheck?.Test ?? []
  return {
    config: {
      User: data.config?.User || undefined,
      hasHealthcheck: test.length > 0 && test[0] !== 'NONE',
      exposedPorts: Object.keys(data.config?.ExposedPorts ?? {}),
      startsShell: isShell(data.config?.Entrypoint?.[0]) || isShell(data.config?.Cmd?.[0]),
      baseName: reference.safeParse(data.config?.Labels?.['org.opencontainers.image.base.name']).data,
    },
    history: data.history ? readHistory(data.history.map((step) => step.created_by ?? '')) : undefined,
    os: data.os,
    architecture: data.architecture,
    created: data.created,
  }
}

function isShell(program: string | undefined): boolean {
  return program !== undefined && /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program)
}

export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
