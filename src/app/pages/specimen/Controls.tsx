import { t } from '../../language/catalog.ts'
import { TextSize } from '../../preferences/TextSize.tsx'
import { showNotice } from '../../ui/notice.ts'

/** Buttons, choices and fields. */
export function Controls() {
  return (
    <div class="settings" lang={t.language} dir={t.direction}>
      <TextSize />
      <p>
        <button
          type="button"
          class="button"
          onClick={() => showNotice(t.newEdition, [t.showEdition, () => {}])}
        >
          {t.newEdition}
        </button>
      </p>
      <p>
        <a class="button" href="#content">
          {t.toFrontPage}
        </a>
      </p>
      <form class="add" onSubmit={(event) => event.preventDefault()}>
        <h2>{t.subscribe}</h2>
        <label>
          {t.section}
          <input type="text" value={t.frontPage} />
        </label>
        <p>
          <label for="specimen-choice">{t.sections}</label>
          <select id="specimen-choice">
            <option>{t.topStories}</option>
            <option>{t.latestPosts}</option>
          </select>
        </p>
        <p class="problem">{t.missing.device[1]}</p>
        <button type="submit" class="button">
          {t.copyAddress}
        </button>
      </form>
    </div>
  )
}
