import type { Json } from '#lib/inventory/evidence.ts'

/** How one resource uses another, read from left to right: service `runs` family, family `assumes` role. */
export interface ResourceRelation {
  kind: string
  /** Stable key of the other resource. */
  to: string
}

/** One resource of the estate as pages show it: what it is called, whose it is and how it is configured, redacted. */
export interface Resource {
  /** Stable key: an ARN without revision, or an id such as sg-...; equal to the subject's id where it is one. */
  key: string
  type: string
  name: string
  arn?: string
  region: string
  tags: Readonly<Record<string, string>>
  owner?: string
  environment?: string
  exposed: boolean
  relations: readonly ResourceRelation[]
  configuration: Json
}
