import { retryWhenFull } from './retryWhenFull.ts'
import type { Library } from './schema.ts'

/** The reader's choice of what deliveries bring. It is in the database, because the worker reads it too. */
export interface DeliveryChoices {
  /** Whether images come; `last`: after the text of all publications. */
  pictures: 'all' | 'last' | 'none'
  /** Images wait for the reader's consent where the browser says that the connection is metered. */
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
