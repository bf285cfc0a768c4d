import { withLibrary } from '#library/open.ts'
import { saveReading, saveReadingAtOnce } from '#library/reading.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { scoped } from '#site/scope.ts'
import { backUpSoon } from '../storage/backup.ts'
import { readingOf, setReading } from './readingRows.ts'

/** Marks to be set; one that is undefined is removed. */
type Marks = { [K in keyof ReadingRow]?: ReadingRow[K] | undefined }

/** A tab tells the others which marks it has set. */
interface MarksMessage {
  publication: PublicationKey
  article: string
  marks: Marks
}

/** Writes to the library that have not ended, of all articles of the visit. */
let writing = 0

export function isWriting(): boolean {
  return writing > 0
}

/**
 * Marks that other tabs have set and this page has not set since, by publication and article. They are kept apart from the
 * rows of this page, because a place in another tab must not move what is read here.
 */
const others = new Map<string, Marks>()
const keyOf = (publication: PublicationKey, article: string) => `${publication} ${article}`

const channel = openChannel()

function openChannel(): BroadcastChannel | undefined {
  try {
    const opened = new BroadcastChannel(scoped('marks'))
    opened.onmessage = ({ data }: MessageEvent<MarksMessage>) => {
      const key = keyOf(data.publication, data.article)
      others.set(key, { ...others.get(key), ...data.marks })
    }
    return opened
  } catch {
    // The browser has no channels, or forbids them with storage (Firefox): then no tab stores anything either.
    return undefined
  }
}

/** All marks of an article that this page knows, those of other tabs as well. */
export function marksOf(publication: PublicationKey, article: string): Marks {
  return { ...readingOf(publication, article), ...others.get(keyOf(publication, article)) }
}

/**
 * Sets marks of an article: in this page at once, in the library a moment later.
 * @param leaves whether the page is being left: it has no time to read what is stored, and writes all the marks it knows
 */
export function saveMarks(
  publication: PublicationKey,
  article: string,
  marks: Marks,
  leaves = false,
): void {
  setReading(publication, article, { ...readingOf(publication, article), ...marks } as ReadingRow)
  const newer = others.get(keyOf(publication, article))
  if (newer) for (const mark of Object.keys(marks) as (keyof Marks)[]) delete newer[mark]
  channel?.postMessage({ publication, article, marks } satisfies MarksMessage)
  writing += 1
  withLibrary((library) =>
    leaves
      ? saveReadingAtOnce(
          library,
          publication,
          article,
          marksOf(publication, article) as ReadingRow,
        )
      : saveReading(library, publication, article, marks),
  )
    .then(backUpSoon)
    // The browser may refuse storage: the position then holds for this visit.
    .catch(() => {})
    .then(() => {
      writing -= 1
    })
}
