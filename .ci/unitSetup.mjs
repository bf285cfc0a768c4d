// Before each file of units: what is drawn by lot is the same for every run of one commit.
import fc from 'fast-check'
import { seedOfRun } from './seed.mjs'

process.env.LONGWAVE_SEED ??= String(seedOfRun())
fc.configureGlobal({ seed: Number(process.env.LONGWAVE_SEED) })
