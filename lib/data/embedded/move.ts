import { renameSync, rmSync } from 'node:fs'

/** Moves a finished folder to its place. When another process was first, its folder stays and this one is dropped. */
export function moveIntoPlace(fresh: string, place: string): void {
  try {
    renameSync(fresh, place)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!isOccupied(error)) throw error
  }
}

function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
}
