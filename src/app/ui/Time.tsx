import { Show } from 'solid-js'
import { languageOfDates, t } from '../language/catalog.ts'
import { formatDay, formatMinutes, formatMoment, readingMinutes } from '../language/dates.ts'
import { Unseen } from './Unseen.tsx'

export function Day(props: { of: string; language: string }) {
  return <time datetime={props.of}>{formatDay(props.of, props.language)}</time>
}

export function Moment(props: { of: string; language: string }) {
  return <time datetime={props.of}>{formatMoment(props.of, props.language)}</time>
}

export function ReadingTime(props: { words: number; language: string }) {
  return (
    <span class="reading-time">
      {/* In another language the words are left out: a screen reader would change its voice for two words. */}
      <Show when={languageOfDates(props.language) === props.language}>
        <Unseen words={t.readingTime} />
      </Show>
      {formatMinutes(readingMinutes(props.words, props.language), props.language)}
    </span>
  )
}
