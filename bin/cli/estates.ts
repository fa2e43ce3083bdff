import type { BuildEstate } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'

/** The estates that can be simulated, by name. */
export const estates: ReadonlyMap<string, BuildEstate> = new Map([['sample', buildSample]])
