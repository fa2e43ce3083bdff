/** The smallest of 1, 2, 5, 10, 20, 50 ... that is not below `least` (above 0): the distance of lines on an axis. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power
}
