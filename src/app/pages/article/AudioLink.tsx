import type { Audio, BlockLanguage } from '#bundle/article.ts'
import { audioName } from '#bundle/audioName.ts'
import { t } from '../../language/catalog.ts'
import { formatSize } from '../../language/formatSize.ts'

/** A link to audio where no player can replace it: on the prerendered page, for a reader without script. */
export function AudioLink(props: { audio: Audio & BlockLanguage; base: string }) {
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
