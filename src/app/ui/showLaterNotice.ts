import { loadLater } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'

type Notice = Parameters<typeof import('./notice.ts').showNotice>

/** Shows a notice in words that load later. Its script is loaded with them, because most visits have no such notice. */
export async function showLaterNotice(noticeIn: (later: LaterWords) => Notice): Promise<void> {
  const [{ showNotice }, later] = await Promise.all([import('./notice.ts'), loadLater()])
  showNotice(...noticeIn(later))
}
