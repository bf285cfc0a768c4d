import { expect, type Page, test } from '@playwright/test'
import { deployAnotherBuild } from './anotherBuild.ts'
import { Host } from './host.ts'
import { copyFolder, freshFolder, pressSite, SAMPLE_SITE, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

const OPTIONAL = 'longwave-optional'

async function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async (name) => {
    const cache = await caches.open(name)
    return (await cache.keys()).map(({ url }) => url.slice(url.lastIndexOf('/') + 1))
  }, OPTIONAL)
}

/** Both parts of the language are on the device. */
async function untilSpoken(page: Page): Promise<void> {
  await untilOffline(page)
  await expect.poll(() => keptFiles(page).then((files) => files.length)).toBe(2)
}

const spoken = (page: Page) => page.locator('#live')

test.describe('in a browser that asks for Ukrainian', () => {
  test.use({ locale: 'uk-UA' })

  test('the app speaks Ukrainian, and another language when it is chosen, also offline', async ({
    page,
  }) => {
    const host = await Host.of(SAMPLE_SITE)
    try {
      await page.goto(host.address)
      await untilSpoken(page)
      await host.stop()
      await page.goto(`${host.address}settings/`)
      await expect(page.getByRole('heading', { level: 1, name: 'Налаштування' })).toBeVisible()
      await expect(page.getByText('Тема', { exact: true })).toBeVisible()

      // A language that is not on the device cannot be had now, and says so.
      await page.locator('#language').selectOption('es')
      await expect(page.locator('#language-problem')).toContainText('Мови «\u2068Español\u2069»')
      await expect(spoken(page)).toContainText('на цьому пристрої ще немає')
      await expect(page.locator('#language')).toHaveValue('')
      await expect(page.getByRole('heading', { level: 1, name: 'Налаштування' })).toBeVisible()

      await host.start()
      await page.locator('#language').selectOption('es')
      await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible()
      await expect(page.locator('#language')).toBeFocused()
      await expect(spoken(page)).toHaveText('Idioma de la aplicación: Español')
      await expect(spoken(page)).toHaveAttribute('lang', 'es')

      await host.stop()
      await page.goto(host.address)
      await expect(page.locator('#latest h2')).toHaveAttribute('lang', 'es')
      await expect(page.getByRole('link', { name: 'Ajustes' }).first()).toBeVisible()
    } finally {
      await host.stop()
    }
  })

  test('a new version of the app brings the language that is spoken', async ({ page }) => {
    const host = await Host.of(copyFolder(SAMPLE_SITE, 'newer'))
    try {
      await page.goto(host.address)
      await untilSpoken(page)
      const [name] = (await keptFiles(page)).filter((file) => file.startsWith('uk-'))
      deployAnotherBuild(host.folder)
      await page.evaluate(() =>
        navigator.serviceWorker.getRegistration().then((it) => it!.update()),
      )
      await Promise.all([page.waitForEvent('load'), page.locator('#notice button').first().click()])
      expect(await keptFiles(page)).toHaveLength(4)
      // The old ones go with the last page of the old app.
      await page.goto('about:blank')
      await page.goto(host.address)
      await expect.poll(() => keptFiles(page)).not.toContain(name)
      expect(await keptFiles(page)).toHaveLength(2)
      await host.stop()
      await page.goto(`${host.address}settings/`)
      await expect(page.getByRole('heading', { level: 1, name: 'Налаштування' })).toBeVisible()
    } finally {
      await host.stop()
    }
  })
})

test.describe('in a browser that asks for Persian', () => {
  test.use({ locale: 'fa-IR', timezoneId: 'Asia/Tehran' })

  test('words, digits and calendar are Persian, on the first visit and offline', async ({
    page,
  }) => {
    const host = await Host.of(SAMPLE_SITE)
    const expectPersian = async () => {
      const foot = page.locator('.footer')
      await expect(foot).toHaveAttribute('dir', 'rtl')
      await expect(foot.locator('.edition')).toContainText(/^شماره [۱-۹]/)
      // A year of the Persian calendar.
      await expect(foot.locator('time')).toContainText(/۱۴[۰-۹]{2}/)
      await expect(foot.locator('.edition')).not.toContainText(/\d/)
      await expect(page.getByRole('heading', { level: 2, name: 'تازه‌ترین مطالب' })).toBeVisible()
    }
    try {
      await page.goto(host.address)
      await expectPersian()
      await untilSpoken(page)
      await host.stop()
      await page.reload()
      await expectPersian()
      await page.goto(`${host.address}publications/`)
      await expect(page.locator('.publication-list')).toContainText(/[۰-۹]+ مطلب/)
    } finally {
      await host.stop()
    }
  })
})

test.describe('in a browser that asks for Arabic', () => {
  test.use({ locale: 'ar-EG' })

  test('what is counted has the plural form of its number', async ({ page }) => {
    const host = await Host.of(SAMPLE_SITE)
    try {
      await page.goto(host.address)
      await untilSpoken(page)
      const found = page.locator('#search-results')
      const search = async (words: string) => {
        await page.evaluate(() => sessionStorage.clear())
        await page.goto(`${host.address}search/`)
        await page.getByRole('searchbox').fill(words)
        await expect(found).toBeVisible()
        return found
      }
      await expect(await search('zzz')).toHaveText(/^لا شيء على هذا الجهاز يحتوي على «.zzz.»/)
      const forms = new Map<number, RegExp>()
      for (const word of ['radio', 'paper', 'short', 'the']) {
        await search(word)
        await expect(found).toHaveText(/^عُثر/)
        const count = await page.locator('.search-results article').count()
        const form =
          count === 1
            ? /مقال واحد$/
            : count === 2
              ? /مقالين$/
              : count <= 10
                ? new RegExp(`${count} مقالات$`)
                : new RegExp(`${count} مقالًا$`)
        await expect(found).toHaveText(form)
        forms.set(count, form)
      }
      expect(new Set([...forms.values()].map(String)).size).toBeGreaterThan(2)
    } finally {
      await host.stop()
    }
  })
})

test('whoever cannot read the language finds another one with the keyboard', async ({ page }) => {
  const host = await Host.of(SAMPLE_SITE)
  try {
    await page.goto(host.address)
    await page.evaluate(() => localStorage.setItem('longwave:language', 'hi'))
    await page.reload()
    await untilSpoken(page)
    const way = page.getByRole('contentinfo').getByRole('link', { name: 'Language' })
    await expect(way).toHaveAccessibleName('हिन्दी, Language')
    await way.focus()
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
    // A letter takes the choice to the language that begins with it.
    await page.keyboard.press('F')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible()
    await expect(page.locator('#language')).toBeFocused()
    await expect(spoken(page)).toHaveText('Langue de l’application: Français')
  } finally {
    await host.stop()
  }
})

test('what is said belongs to a language: names of parts to the interface, breaking news to its own', async ({
  page,
}) => {
  const folder = freshFolder('voices')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'voices',
      title: 'موج',
      language: 'fa',
      breaking: {
        id: 'quake',
        text: 'زمین‌لرزه تبریز را لرزاند',
        published: '2026-11-23T09:30:00Z',
        expires: '2099-01-01T00:00:00Z',
      },
      sections: [{ id: 'news', title: 'خبر', sources: [{ markdown: 'news' }] }],
    }),
    'news/one.md': `---\ntitle: یک\ndate: 2026-11-02\ncorrection: {date: 2026-11-03, text: نام اصلاح شد}\n---\n${[
      'آغاز',
      'دو',
      'سه',
    ]
      .map((part) => `## ${part}\n\nمتن.`)
      .join('\n\n')}\n\n\`\`\`js\nlet a\n\`\`\`\n\n| یک | دو |\n|---|---|\n| سه | چهار |\n`,
    'news/latin.md': '---\ntitle: Lat\u00een\nlanguage: ckb-Latn\ndate: 2026-11-01\n---\nNivîs.\n',
  })
  const host = await Host.of(pressSite(folder))
  try {
    await page.addInitScript(() => {
      const said: string[] = []
      Object.assign(window, { said })
      addEventListener('DOMContentLoaded', () => {
        const live = document.getElementById('live')!
        new MutationObserver(() => {
          if (live.textContent) said.push(`${live.lang} ${live.dir} ${live.textContent}`)
        }).observe(live, { childList: true })
      })
    })
    await page.goto(host.address)
    await untilOffline(page)
    // What came with the library is said on the next start.
    await page.reload()
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { said: string[] }).said.slice(0, 2)))
      .toEqual(['en ltr Breaking', 'fa rtl زمین‌لرزه تبریز را لرزاند'])
    await page.goto(`${host.address}article/one/`)
    await page.locator('.neighbours a').first().waitFor()
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
    // Kurdish in Latin letters is not set as Kurdish in Arabic ones.
    await page.goto(`${host.address}article/latin/`)
    const fontOf = (selector: string) =>
      page.locator(selector).evaluate((element) => getComputedStyle(element).fontFamily)
    expect(await fontOf('.article .body')).not.toContain('Naskh')
    expect(await fontOf('.nameplate')).toContain('Naskh')
  } finally {
    await host.stop()
  }
})
