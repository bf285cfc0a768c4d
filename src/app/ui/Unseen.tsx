import { t } from '../language/catalog.ts'

/** Words of the interface about the text that follows, for screen readers alone. */
export function Unseen(props: { words: string }) {
  return (
    <span class="unseen" lang={t.language}>
      {props.words}{' '}
    </span>
  )
}
