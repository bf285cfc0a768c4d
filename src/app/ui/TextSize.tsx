import { t } from '../language/spoken.ts'
import { ChoiceGroup } from './ChoiceGroup.tsx'

export function TextSize() {
  return <ChoiceGroup choice="size" id="text-size" legend={t.textSize} names={t.sizes} />
}
