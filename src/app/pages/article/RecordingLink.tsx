import type { Audio, BlockLanguage } from '#bundle/article.ts'
import { audioName } from '#bundle/audioName.ts'
import { t } from '../../language/catalog.ts'
import { formatSize } from '../../language/formatSize.ts'

/** A recording where no player can take its place: on the prerendered page, for whoever has no script. */
export function RecordingLink(props: { audio: Audio & BlockLanguage; base: string }) {
  return (
    <p class="embed" lang={props.audio.language} dir={props.audio.direction}>
      <a href={`${props.base}audio/${audioName(props.audio)}`} rel="external">
        {props.audio.title}
      </a>
      <span class="meta" lang={t.language} dir={t.direction}>
        {`${t.listen} (${formatSize(props.audio.length)})`}
      </span>
    </p>
  )
}
