import { verifyByNoble } from '#bundle/verifyByNoble.ts'

Object.assign(self, { verifyByNoble })
