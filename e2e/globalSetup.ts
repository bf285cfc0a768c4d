import { installChromium } from './browsers.ts'

export default function globalSetup() {
  installChromium()
}
