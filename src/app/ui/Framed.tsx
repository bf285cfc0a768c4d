import { t } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'

/**
 * Whether another page shows this one in a frame. It could lay its own words over a form and make the reader use it, and on
 * the same site read what the form holds. A policy in a page cannot forbid frames, and many hosts send no header that does.
 */
export const isFramed = (): boolean => self !== top

/** Stands in a frame in the place of a page with forms, and opens it in a window of its own. */
export function Framed(props: { later: LaterWords; title: string }) {
  // The framing page has chosen what stands behind the path, such as an address for the field.
  return (
    <div lang={t.language} dir={t.direction}>
      <p>{props.later.framed}</p>
      <p>
        <a class="button" href={location.pathname} target="_blank" rel="noopener">
          {props.title}
        </a>
      </p>
    </div>
  )
}
