import { handleMessage } from '#delivery/deliver.ts'
import { provide } from './furtherScripts.ts'

provide({ delivery: { handleMessage } })
