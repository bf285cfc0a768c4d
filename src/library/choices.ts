import { retryWhenFull } from './retryWhenFull.ts'
import type { Library } from './schema.ts'

/** What a reader wants saved on this device; kept where the worker can read it, too. */
export interface DeliveryChoices {
  /** `last`: after the text of all publications. */
  pictures: 'all' | 'last' | 'none'
  /** Pictures wait for the reader's word where the browser says that the connection costs by the byte. */
  ask: boolean
}

export const STANDARD: DeliveryChoices = { pictures: 'all', ask: true }

const KEY = 'delivery'

export async function loadDeliveryChoices(library: Library): Promise<DeliveryChoices> {
  const kept = (await library.get('settings', KEY)) as Partial<DeliveryChoices> | undefined
  return { ...STANDARD, ...kept }
}

export async function keepDeliveryChoices(
  library: Library,
  choices: DeliveryChoices,
): Promise<void> {
  await retryWhenFull(library, () => library.put('settings', choices, KEY))
}
