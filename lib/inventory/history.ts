/**
 * What earlier scans of the same account saw. Conditions over several scans read it; without it they are unknown,
 * and say that they wait for history.
 */
export interface History {
  /** Start of the earliest scan this product holds of the account; absent on the first scan. */
  firstScanAt?: string
  /** Tasks that no service started, seen RUNNING or STOPPED in the last 30 days. */
  standaloneTasks: readonly { region: string; clusterArn: string; taskDefinitionArn: string; lastSeenAt: string }[]
  /** Per service ARN: the desired and maximum counts that earlier scans of the last 7 days saw, oldest first. */
  desiredCounts: Readonly<Record<string, readonly { at: string; desired: number; max?: number; suspended?: boolean }[]>>
  /** Per image key: when a scan of this product first saw each vulnerability in BASIC scan results. */
  firstSeenVulnerabilities: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export const noHistory: History = { standaloneTasks: [], desiredCounts: {}, firstSeenVulnerabilities: {} }
