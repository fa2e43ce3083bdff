import type { Severity } from '#lib/checks/result.ts'

/** What reports say about a check, beside its results. */
export interface CheckInfo {
  id: string
  title: string
  failTitle: string
  pillar: string
  severity: Severity
  mode: string
  why: string
  fix: { summary: string }
  guide: { document: string; section: string; page?: number }
  controls: Readonly<Record<string, readonly string[]>>
  actions: readonly string[]
}
