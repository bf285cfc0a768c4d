import { t } from '../language/catalog.ts'
import { ChoiceGroup } from './ChoiceGroup.tsx'

export function TextSize() {
  return <ChoiceGroup choice="size" id="text-size" legend={t.textSize} names={t.sizes} />
}
