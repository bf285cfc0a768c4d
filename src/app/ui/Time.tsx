import { formatDay, formatMoment } from '../language/dates.ts'

export function Day(props: { of: string; language: string }) {
  return <time datetime={props.of}>{formatDay(props.of, props.language)}</time>
}

export function Moment(props: { of: string; language: string }) {
  return <time datetime={props.of}>{formatMoment(props.of, props.language)}</time>
}
