import type { BuildEstate } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { sizedEstate } from '#simulator/estates/sized/index.ts'
import { sizes } from '#simulator/estates/sized/size.ts'

/** The estates that can be simulated, by name. */
export const estates: ReadonlyMap<string, BuildEstate> = new Map([
  ['sample', buildSample],
  ['small', sizedEstate({ size: sizes.small })],
  ['medium', sizedEstate({ size: sizes.medium })],
  ['large', sizedEstate({ size: sizes.large })],
])
