import { formatDay, formatMinutes, formatMoment, readingMinutes } from '../language/dates.ts'
import { t } from '../language/spoken.ts'

export function Day(props: { of: string; language: string }) {
  return <time datetime={props.of}>{formatDay(props.of, props.language)}</time>
}

export function Moment(props: { of: string; language: string }) {
  return <time datetime={props.of}>{formatMoment(props.of, props.language)}</time>
}

export function ReadingTime(props: { words: number; language: string }) {
  return (
    <span class="reading-time">
      <span class="unseen" lang={t.language}>
        {t.readingTime}{' '}
      </span>
      {formatMinutes(readingMinutes(props.words, props.language), props.language)}
    </span>
  )
}
