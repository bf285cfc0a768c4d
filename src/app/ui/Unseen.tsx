import { t } from '../language/catalog.ts'

/** What the interface says of what comes next, to those who do not see it. */
export function Unseen(props: { words: string }) {
  return (
    <span class="unseen" lang={t.language}>
      {props.words}{' '}
    </span>
  )
}
