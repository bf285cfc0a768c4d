// Runs before each file of unit tests: random values are the same for every run of a commit.
import fc from 'fast-check'
import { seedOfRun } from './seed.mjs'

process.env.LONGWAVE_SEED ??= String(seedOfRun())
fc.configureGlobal({ seed: Number(process.env.LONGWAVE_SEED) })
