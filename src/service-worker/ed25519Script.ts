import { verifyByNoble } from '#bundle/verifyByNoble.ts'
import { provide } from './furtherScripts.ts'

provide({ ed25519: { verifyByNoble } })
