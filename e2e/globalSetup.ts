import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { longwave, ROOT, SAMPLE_SITE, WORK } from './longwave.ts'
import { setUpMachine } from './machine.ts'
import { setStage } from './stage.ts'

export default function globalSetup() {
  setUpMachine()
  rmSync(WORK, { recursive: true, force: true })
  mkdirSync(WORK, { recursive: true })
  longwave(
    'site',
    join(ROOT, 'src/sample/publication.json'),
    '--out',
    SAMPLE_SITE,
    '--key',
    join(WORK, 'sample.key.json'),
  )
  setStage()
}
