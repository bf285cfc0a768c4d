import type { Page } from '@playwright/test'
import { deployAnotherBuild } from '../support/anotherBuild.ts'
import { copyFolder } from '../support/folders.ts'
import { untilFollowed, untilOffline } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

const NEWS = publication('news', {
  'all/one.md': markdown({ title: 'One', date: '2026-11-02' }, 'The text of one.'),
  'all/two.md': markdown({ title: 'Two', date: '2026-11-01' }, 'The text of two.'),
})

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
test.use({ site: async ({}, use) => use(await pressSite(NEWS)) })

/** Files of languages and fonts that the device has stored because it needed them. */
async function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const cache = await caches.open('longwave:/#optional')
    return (await cache.keys()).map(({ url }) => url.slice(url.lastIndexOf('/') + 1))
  })
}

/** Waits until the app is on the device, with both parts of the interface's language. */
async function untilLanguageKept(page: Page): Promise<void> {
  await untilOffline(page)
  await expect.poll(() => keptFiles(page)).toHaveLength(2)
}

test.describe('in a browser that asks for Ukrainian', () => {
  test.use({ locale: 'uk-UA' })

  test('the interface is in Ukrainian, and in another language once that is chosen, also offline', async ({
    page,
    host,
  }) => {
    const title = page.getByRole('heading', { level: 1 })
    const choice = page.locator('#language')
    const live = page.locator('#live')
    await page.goto(host.address)
    await untilLanguageKept(page)
    await host.stop()
    await page.goto(`${host.address}settings/`)
    await expect(title).toHaveText('Налаштування')
    await expect(page.getByText('Тема', { exact: true })).toBeVisible()

    // Spanish is not on the device and cannot be fetched now, and the app says so.
    await choice.selectOption('es')
    await expect(page.locator('#language-problem')).toContainText('Мови «\u2068Español\u2069»')
    await expect(live).toContainText('на цьому пристрої ще немає')
    await expect(choice).toHaveValue('')
    await expect(title).toHaveText('Налаштування')

    await host.start()
    await choice.selectOption('es')
    await expect(title).toHaveText('Ajustes')
    await expect(choice).toBeFocused()
    await expect(live).toHaveText('Idioma de la aplicación: Español')
    await expect(live).toHaveAttribute('lang', 'es')

    await host.stop()
    await page.goto(host.address)
    await expect(page.locator('#latest h2')).toHaveAttribute('lang', 'es')
    await expect(page.getByRole('link', { name: 'Ajustes' }).first()).toBeVisible()
  })

  // The worker keeps all optional files in the same way: e2e/languages/fallbackFonts.spec.ts.
  test(
    'a new version of the app brings the language of the interface',
    ONLY_THOROUGH,
    async ({ page, site, serve }) => {
      const host = await serve(copyFolder(site, 'newer'))
      await page.goto(host.address)
      await untilLanguageKept(page)
      const [name] = (await keptFiles(page)).filter((file) => file.startsWith('uk-'))
      deployAnotherBuild(host.folder)
      await page.evaluate(() =>
        navigator.serviceWorker.getRegistration().then((it) => it!.update()),
      )
      await Promise.all([page.waitForEvent('load'), page.locator('#notice button').first().click()])
      expect(await keptFiles(page)).toHaveLength(4)
      // The old files are deleted once the last page of the old app is closed.
      await page.goto('about:blank')
      await page.goto(host.address)
      await expect.poll(() => keptFiles(page)).not.toContain(name)
      expect(await keptFiles(page)).toHaveLength(2)
      await host.stop()
      await page.goto(`${host.address}settings/`)
      await expect(page.getByRole('heading', { level: 1, name: 'Налаштування' })).toBeVisible()
    },
  )
})

test('a reader who cannot read the interface finds another language with the keyboard', async ({
  page,
  host,
}) => {
  await page.addInitScript(() => {
    if (!localStorage.getItem('longwave:/#language'))
      localStorage.setItem('longwave:/#language', 'hi')
  })
  await page.goto(host.address)
  await untilLanguageKept(page)
  const link = page.getByRole('contentinfo').getByRole('link', { name: 'Language' })
  await expect(link).toHaveAccessibleName('हिन्दी, Language')
  await link.focus()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('combobox', { name: /Language$/ })
  await expect(choice).toBeFocused()
  for (const [tag, name] of [
    ['ru', 'Русский'],
    ['ur', 'اردو'],
    ['zh', '简体中文'],
  ]) {
    await expect(choice.locator(`option[lang="${tag}"]`)).toHaveText(name!)
  }
  // In a select box, a letter key selects the language that begins with it.
  await page.keyboard.press('F')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible()
  await expect(page.locator('#language')).toBeFocused()
  await expect(page.locator('#live')).toHaveText('Langue de l’application: Français')
})

test.describe('a publication in Persian, with an interface in English', () => {
  const PARTS = ['آغاز', 'دو', 'سه'].map((part) => `## ${part}\n\nمتن.`).join('\n\n')
  const WAVE = publication(
    'wave',
    {
      'all/one.md': markdown(
        {
          title: 'یک',
          date: '2026-11-02',
          correction: { date: '2026-11-03', text: 'نام اصلاح شد' },
        },
        `${PARTS}\n\n\`\`\`js\nlet a\n\`\`\`\n\n| یک | دو |\n|---|---|\n| سه | چهار |`,
      ),
      'all/latin.md': markdown(
        { title: 'Latîn', language: 'ckb-Latn', date: '2026-11-01' },
        'Nivîs.',
      ),
    },
    {
      title: 'موج',
      language: 'fa',
      breaking: {
        id: 'quake',
        text: 'زمین‌لرزه تبریز را لرزاند',
        published: '2026-11-23T09:30:00Z',
        expires: '2099-01-01T00:00:00Z',
      },
      sections: [{ id: 'all', title: 'خبر', sources: [{ markdown: 'all' }] }],
    },
  )

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  test.use({ site: async ({}, use) => use(await pressSite(WAVE)) })

  test('breaking news is announced in its own language, and names of parts are in that of the interface', async ({
    page,
    host,
  }) => {
    await page.addInitScript(() => {
      const announced: string[] = []
      Object.assign(window, { announced })
      addEventListener('DOMContentLoaded', () => {
        const live = document.getElementById('live')!
        new MutationObserver(() => {
          if (live.textContent) announced.push(`${live.lang} ${live.dir} ${live.textContent}`)
        }).observe(live, { childList: true })
      })
    })
    const announced = () =>
      page.evaluate(() => (window as unknown as { announced: string[] }).announced)
    await page.goto(host.address)
    await untilOffline(page)
    // Breaking news of the first visit is announced at the next start.
    await page.reload()
    await expect
      .poll(async () => (await announced()).slice(0, 2))
      .toEqual(['en ltr Breaking', 'fa rtl زمین‌لرزه تبریز را لرزاند'])

    await page.goto(`${host.address}article/one/`)
    await untilFollowed(page)
    for (const named of ['.correction', '.contents nav', '.body .code', '.body .table']) {
      await expect(page.locator(named)).toHaveAttribute('lang', 'en')
    }
    const languageOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => element.closest('[lang]')!.getAttribute('lang'))
    for (const own of ['.correction p', '.contents a', '.body code', '.body td', '.body h2']) {
      expect(await languageOf(own), own).toBe('fa')
    }
    // Kurdish in Latin letters does not use the typeface of Kurdish in Arabic letters.
    await page.goto(`${host.address}article/latin/`)
    await expect(page.locator('.article .body')).not.toHaveCSS('font-family', /Naskh/)
    await expect(page.locator('.nameplate')).toHaveCSS('font-family', /Naskh/)
  })
})
