import { readFileSync } from 'node:fs'
import { type LaneSettings, runLane } from './lane.ts'

// A lane in a process of its own: each has one database at a time.

const { scene, ...settings }: LaneSettings & { scene: string } = JSON.parse(process.argv[2] ?? '')
console.log(JSON.stringify(await runLane(JSON.parse(readFileSync(scene, 'utf8')), settings)))
