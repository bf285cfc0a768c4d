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
      {/* A second voice for two words would say less than the minutes by themselves. */}
      <Show when={languageOfDates(props.language) === props.language}>
        <Unseen words={t.readingTime} />
      </Show>
      {formatMinutes(readingMinutes(props.words, props.language), props.language)}
    </span>
  )
}
