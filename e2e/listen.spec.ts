import { expect, type Locator, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, pressSite, writeFiles } from './longwave.ts'
import { pressUntil, untilOffline } from './reader.ts'

/** What the pretended engine of this page was told, and how it is to behave. */
interface Speech {
  spoken: { text: string; lang: string; rate: number }[]
  /** Ends what is being said, as an engine does at the end of a sentence. */
  finish(): void
  /** `cut` falls silent without a word; `drop` ends the first text at once; `refuse` wants a press. */
  fault?: 'cut' | 'drop' | 'refuse'
  cancelled: number
  voices: { lang: string; name: string; localService: boolean }[]
}

/** Chromium without a desktop has no voices: an engine that speaks as fast as the test wants it to. */
function pretendToSpeak({ voices, late }: { voices: [string, string, boolean][]; late: boolean }) {
  const speech: Speech = {
    spoken: [],
    cancelled: 0,
    voices: [],
    finish: () => {},
  }
  const all = voices.map(([lang, name, localService]) => ({
    lang,
    name,
    localService,
    voiceURI: name,
    default: false,
  }))
  if (!late) speech.voices = all
  class Utterance {
    text: string
    lang = ''
    rate = 1
    voice = null
    onstart: (() => void) | null = null
    onend: (() => void) | null = null
    onerror: ((event: { error: string }) => void) | null = null
    constructor(text: string) {
      this.text = text
    }
  }
  let now: Utterance | undefined
  const synth = Object.assign(new EventTarget(), {
    speaking: false,
    pending: false,
    getVoices: () => speech.voices,
    resume: () => {},
    cancel() {
      speech.cancelled += 1
      const was = now
      now = undefined
      synth.speaking = false
      was?.onerror?.({ error: 'canceled' })
    },
    speak(utterance: Utterance) {
      const { text, lang, rate } = utterance
      const { fault } = speech
      if (fault === 'refuse') {
        setTimeout(() => utterance.onerror?.({ error: 'not-allowed' }))
        return
      }
      if (fault === 'drop') {
        delete speech.fault
        setTimeout(() => utterance.onend?.())
        return
      }
      now = utterance
      synth.speaking = true
      speech.spoken.push({ text, lang, rate })
      setTimeout(() => utterance.onstart?.())
    },
  })
  speech.finish = () => {
    const was = now
    now = undefined
    synth.speaking = false
    was?.onend?.()
  }
  if (late) {
    setTimeout(() => {
      speech.voices = all
      synth.dispatchEvent(new Event('voiceschanged'))
    }, 1500)
  }
  const handlers: Record<string, (() => void) | null> = {}
  navigator.mediaSession.setActionHandler = (action, handler) => {
    handlers[action] = handler as (() => void) | null
  }
  Object.assign(window, { speech, mediaHandlers: handlers, SpeechSynthesisUtterance: Utterance })
  Object.defineProperty(window, 'speechSynthesis', { value: synth })
}

const SENTENCES = Array.from({ length: 60 }, (_, at) => `Sentence ${at + 1} is spoken here.`)

/** Ten paragraphs of six sentences, with a Hebrew and a French one between. */
const ARTICLE = [
  '---\ntitle: Read to me\nstandfirst: A standfirst.\ndate: 2026-11-01\nlanguage: en\n---',
  ...Array.from({ length: 10 }, (_, at) => SENTENCES.slice(at * 6, at * 6 + 6).join(' ')).toSpliced(
    1,
    0,
    '<p lang="fr">Une phrase en français.</p>',
    '<p lang="he" dir="rtl">משפט בעברית.</p>',
  ),
].join('\n\n')

/** One sentence, without a place to breathe. */
const CHINESE = '这条线路传来的消息比任何人预料的都要多而且没有人能说出其中的原因'.repeat(6)

let host: Host
test.beforeAll(async () => {
  const folder = freshFolder('listen')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'aloud',
      title: 'Aloud',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
    }),
    'all/read.md': ARTICLE,
    'all/zh.md': `---\ntitle: 中文\ndate: 2026-09-01\nlanguage: zh\n---\n${CHINESE}。\n`,
    'all/other.md':
      '---\ntitle: Another one\ndate: 2026-10-01\nlanguage: en\n---\nSomething else.\n',
  })
  host = await Host.of(pressSite(folder))
})
test.afterAll(() => host.stop())

const VOICES: [string, string, boolean][] = [
  ['en-GB', 'Ada', true],
  ['en-US', 'Grace', true],
  ['fr-FR', 'Émilie', true],
  ['zh-CN', '婷婷', true],
]

async function openArticle(page: Page, voices = VOICES, late = false): Promise<void> {
  await page.addInitScript(pretendToSpeak, { voices, late })
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}article/read/`)
  await expect(page.getByRole('heading', { level: 1, name: 'Read to me' })).toBeVisible()
}

const speech = <T>(page: Page, read: (speech: Speech) => T): Promise<T> =>
  page.evaluate(`(${read})(window.speech)`) as Promise<T>

/** The last sentence said, once it is another than before. */
async function expectSaid(page: Page, text: string): Promise<void> {
  await expect.poll(() => speech(page, ({ spoken }) => spoken.at(-1)?.text)).toBe(text)
}
const finish = (page: Page) => speech(page, (engine) => engine.finish())

/** What is marked as spoken. */
const marked = (page: Page) =>
  page.evaluate(() => [...CSS.highlights.get('spoken')!].map((range) => String(range)).join())

const player = (page: Page) => page.getByRole('region', { name: 'Reading aloud' })

/** Takes the voices away until they are given back. */
const holdVoices = (page: Page) =>
  speech(page, (engine) => {
    const { voices } = engine
    engine.voices = []
    Object.assign(engine, {
      arrive() {
        engine.voices = voices
        speechSynthesis.dispatchEvent(new Event('voiceschanged'))
      },
    })
  })
const giveVoices = (page: Page) =>
  speech(page, (engine) => (engine as unknown as { arrive(): void }).arrive())

/** Puts a sentence at the top of the window. */
const scrollToSentence = (page: Page, sentence: string) =>
  expect
    .poll(() =>
      page.evaluate(async (words) => {
        const walker = document.createTreeWalker(
          document.querySelector('.body')!,
          NodeFilter.SHOW_TEXT,
        )
        while (walker.nextNode()) {
          const text = walker.currentNode as Text
          const at = text.data.indexOf(words)
          if (at < 0) continue
          document.getElementById('app')!.dataset.whole = ''
          const range = document.createRange()
          range.setStart(text, at)
          range.setEnd(text, at + 1)
          const top = () => range.getBoundingClientRect().top
          scrollTo({ top: scrollY + top() - 4, behavior: 'instant' })
          // What the compositor has gone of a smooth scroll under way, Chromium adds to this one.
          await new Promise((resolve) =>
            requestAnimationFrame(() => requestAnimationFrame(resolve)),
          )
          return Math.abs(top() - 4)
        }
        return Infinity
      }, sentence),
    )
    .toBeLessThan(2)

/** How far below the top of the window a sentence begins (px); undefined while there is no article. */
const topOf = (page: Page, sentence: string) =>
  page.evaluate((words) => {
    const body = document.querySelector('.body')
    if (!body) return undefined
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      const at = text.data.indexOf(words)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(text, at)
      range.setEnd(text, at + 1)
      return Math.round(range.getBoundingClientRect().top)
    }
    return undefined
  }, sentence)

/** The words at the place the library has for the article. */
const keptWords = (page: Page): Promise<string | undefined> =>
  page.evaluate(
    () =>
      new Promise<string | undefined>((resolve, reject) => {
        const opening = indexedDB.open('longwave')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const asked = database
            .transaction('reading')
            .objectStore('reading')
            .get(['aloud', 'read'])
          asked.onsuccess = () => {
            database.close()
            resolve((asked.result as { locator?: { quote: string } } | undefined)?.locator?.quote)
          }
          asked.onerror = () => reject(asked.error)
        }
      }),
  )
const expectKept = (page: Page, sentence: string) =>
  expect.poll(async () => (await keptWords(page))?.startsWith(sentence)).toBe(true)

test('an article is read from its headline on, sentence by sentence, each in its language', async ({
  page,
}) => {
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  expect(await marked(page)).toBe('Read to me')
  await finish(page)
  await expectSaid(page, 'A standfirst.')
  for (const sentence of SENTENCES.slice(0, 6)) {
    await finish(page)
    await expectSaid(page, sentence)
    expect(await marked(page)).toBe(sentence)
  }
  await finish(page)
  await expectSaid(page, 'Une phrase en français.')
  expect(await speech(page, ({ spoken }) => spoken.at(-1)?.lang)).toBe('fr-FR')
  await finish(page)
  // No voice reads Hebrew here: better left out, and told, than read as gibberish.
  await expectSaid(page, SENTENCES[6]!)
  await expect(player(page)).toContainText('no voice for Hebrew')
  // The last of them is far below the first window: it has been followed.
  for (const _ of SENTENCES.slice(7)) await finish(page)
  await expectSaid(page, SENTENCES.at(-1)!)
  await expect
    .poll(() =>
      page.evaluate(() => {
        const [range] = CSS.highlights.get('spoken')!
        const { top, bottom } = (range as Range).getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      }),
    )
    .toBe(true)
  await finish(page)
  await expect(player(page)).toContainText('That was the end of the article.')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
})

test('with the keyboard alone: pause, resume the sentence, step, change the speed, close', async ({
  page,
}) => {
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused()
  await expectSaid(page, 'Read to me')
  for (let steps = 0; steps < 4; steps++) await page.keyboard.press('ArrowRight')
  await expectSaid(page, SENTENCES[2]!)
  await page.keyboard.press('ArrowLeft')
  await expectSaid(page, SENTENCES[1]!)

  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused()
  const before = await speech(page, ({ spoken }) => spoken.length)
  await page.keyboard.press('Enter')
  // Pausing is not what engines are good at: the sentence begins again.
  await expect.poll(() => speech(page, ({ spoken }) => spoken.length)).toBe(before + 1)
  await expectSaid(page, SENTENCES[1]!)

  await page.getByRole('button', { name: 'Faster' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => speech(page, ({ spoken }) => spoken.at(-1)?.rate)).toBe(1.25)
  await expect(player(page)).toContainText('1.25×')

  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)
  // A screen reader goes on from the paragraph the voice was in.
  await expect(page.locator('.body p').first()).toBeFocused()
  expect(await page.evaluate(() => CSS.highlights.has('spoken'))).toBe(false)
})

test('it starts where I tap, and the article opens there another day', async ({ page }) => {
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  const paragraph = page.locator('.body p', { hasText: SENTENCES[40]! })
  await paragraph.scrollIntoViewIfNeeded()
  const spot = await paragraph.evaluate((element, sentence) => {
    const text = element.firstChild as Text
    const range = document.createRange()
    const at = text.data.indexOf(sentence)
    range.setStart(text, at + 3)
    range.setEnd(text, at + 4)
    const { x, y, height } = range.getBoundingClientRect()
    return { x: x + 1, y: y + height / 2 }
  }, SENTENCES[40]!)
  await page.mouse.click(spot.x, spot.y)
  await expectSaid(page, SENTENCES[40]!)
  await finish(page)
  await expectSaid(page, SENTENCES[41]!)
  await expectKept(page, SENTENCES[41]!)

  await page.goto(host.address)
  await page.goto(`${host.address}article/read/`)
  await expect.poll(() => topOf(page, SENTENCES[41]!)).toBeLessThan(40)
  await page
    .getByRole('button', { name: 'Listen', exact: true })
    .evaluate((it: HTMLElement) => it.click())
  await expect
    .poll(async () =>
      SENTENCES.indexOf((await speech(page, ({ spoken }) => spoken[0]?.text)) ?? ''),
    )
    .toBeGreaterThan(38)
})

test('faults of engines are survived: a dropped first text, silence instead of an end, a refusal', async ({
  page,
}) => {
  await page.clock.install()
  await page.addInitScript(pretendToSpeak, { voices: VOICES, late: false })
  await page.goto(`${host.address}article/read/`)
  await speech(page, (engine) => {
    engine.fault = 'drop'
  })
  const listen = page.getByRole('button', { name: 'Listen', exact: true })
  await expect(listen).toBeVisible()
  await expect(async () => {
    await page.clock.runFor(200)
    if ((await player(page).count()) === 0) await listen.click({ timeout: 1000 })
    await page.clock.runFor(200)
    expect(await speech(page, ({ spoken }) => spoken.at(-1)?.text)).toBe('Read to me')
  }).toPass()

  // The engine falls silent and never says that it ended.
  await page.clock.runFor(60_000)
  await expect.poll(() => speech(page, ({ spoken }) => spoken.length)).toBeGreaterThan(2)

  await speech(page, (engine) => {
    engine.fault = 'refuse'
  })
  await page.clock.runFor(60_000)
  await expect(player(page)).toContainText('The browser did not let the voice begin.')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
})

test('voices that come late are waited for, and where there is none it is said with the remedy', async ({
  page,
}) => {
  await openArticle(page, VOICES, true)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')

  const french: typeof VOICES = [['fr-FR', 'Émilie', true]]
  const mute = await page.context().newPage()
  await mute.addInitScript(pretendToSpeak, { voices: french, late: false })
  await mute.goto(`${host.address}article/read/`)
  await mute.getByRole('button', { name: 'Listen', exact: true }).click()
  await expect(player(mute)).toContainText('This device has no voice for English.')
  await expect(mute.locator('#live')).toContainText('This device has no voice for English.')
  await expect(mute.getByRole('button', { name: 'Play' })).toHaveAttribute('aria-disabled', 'true')
  expect(await speech(mute, ({ spoken }) => spoken.length)).toBe(0)
})

test('a player that is closed, or left, while its voices load says nothing and leaves the place to the reader', async ({
  page,
}) => {
  await openArticle(page)
  await holdVoices(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expect(player(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)
  await giveVoices(page)
  expect(await speech(page, ({ spoken }) => spoken)).toEqual([])
  await scrollToSentence(page, SENTENCES[30]!)
  await expectKept(page, SENTENCES[30]!)

  await holdVoices(page)
  await pressUntil(page, 'l', player(page))
  await page.locator('.neighbours').getByRole('link', { name: 'Another one' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Another one' })).toBeVisible()
  await expect(player(page)).toHaveCount(0)
  await giveVoices(page)
  expect(await speech(page, ({ spoken }) => spoken)).toEqual([])
})

test('a voice that sends the text away is only used when it is chosen', async ({ page }) => {
  await openArticle(page, [['en-US', 'Cloud', false]])
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expect(player(page)).toContainText('send the text to a server')
  expect(await speech(page, ({ spoken }) => spoken.length)).toBe(0)
  await page.getByRole('combobox', { name: 'Voice' }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Play' }).click()
  await expectSaid(page, 'Read to me')
})

test('once the voice rests, the place is where I scroll to, and stays there in a larger type', async ({
  page,
}) => {
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  for (let steps = 0; steps < 10; steps++) await page.keyboard.press('ArrowRight')
  await expectSaid(page, SENTENCES[7]!)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused()
  // It is the voice's until then, though that is not at the top of the window.
  await expectKept(page, SENTENCES[7]!)
  await page.keyboard.press('ArrowRight')
  await expectKept(page, SENTENCES[8]!)

  await scrollToSentence(page, SENTENCES[36]!)
  await expectKept(page, SENTENCES[36]!)
  await pressUntil(page, '+', page.locator('html[data-size="lg"]'))
  await expect.poll(async () => Math.abs((await topOf(page, SENTENCES[36]!))!)).toBeLessThan(40)
})

test('a slow script is said in pieces that an engine does not cut off', async ({ page }) => {
  await openArticle(page)
  await page.goto(`${host.address}article/zh/`)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, '中文')
  const whole = () =>
    speech(page, ({ spoken }) =>
      spoken
        .slice(1)
        .map(({ text }) => text)
        .join(''),
    )
  for (let pieces = 2; (await whole()) !== `${CHINESE}。`; pieces++) {
    await finish(page)
    await expect.poll(() => speech(page, ({ spoken }) => spoken.length)).toBe(pieces)
    // 14 s at 255 characters a minute.
    const said = await speech(page, ({ spoken }) => spoken.at(-1)!.text)
    expect(said.length, said).toBeLessThan(60)
  }
})

/** Locks of the screen that are held. */
const locks = (page: Page) =>
  page.evaluate(() => (window as unknown as { locks: Set<unknown> }).locks.size)

test('the screen is kept awake while the voice reads, and no longer', async ({ page }) => {
  await page.addInitScript(() => {
    const locks = new Set<object>()
    Object.assign(window, { locks })
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        async request() {
          const lock = { release: async () => void locks.delete(lock) }
          locks.add(lock)
          return lock
        },
      },
    })
  })
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      // As browsers do.
      if (value === 'hidden') (window as unknown as { locks: Set<unknown> }).locks.clear()
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  await expect.poll(() => locks(page)).toBe(1)
  await show('hidden')
  await show('visible')
  await expect.poll(() => locks(page)).toBe(1)

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect.poll(() => locks(page)).toBe(0)
  await show('hidden')
  await show('visible')
  await page.getByRole('button', { name: 'Next sentence' }).click()
  expect(await locks(page)).toBe(0)

  await page.getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => locks(page)).toBe(1)
  await page.getByRole('button', { name: 'Stop listening' }).click()
  await expect.poll(() => locks(page)).toBe(0)
})

test('the voice that is chosen reads, also where nothing can be kept', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['getItem', 'setItem'] as const) {
      const real = Storage.prototype[name] as (key: string, value?: string) => string | null
      Storage.prototype[name] = function (this: Storage, key: string, value?: string) {
        if (key.startsWith('longwave:voice')) throw new DOMException('', 'SecurityError')
        return real.call(this, key, value) as never
      }
    }
  })
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  await page.getByRole('combobox', { name: 'Voice' }).selectOption('Grace')
  await expect.poll(() => speech(page, ({ spoken }) => spoken.at(-1)?.lang)).toBe('en-US')
})

test('Escape in the player closes the player, and not the preferences as well', async ({
  page,
}) => {
  await openArticle(page)
  const preferences = page.getByRole('region', { name: 'Text and theme' })
  await pressUntil(page, 't', preferences)
  await pressUntil(page, 'l', player(page))
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(player(page)).toHaveCount(0)
  await expect(preferences).toBeVisible()
})

test('where pages are turned, a tap at the edge turns the page and leaves the voice where it is', async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem('longwave:paged', 'on'))
  await openArticle(page)
  await expect(page.locator('.page-edge')).toHaveCount(1)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  await expect(player(page)).toContainText('screen stays on')
  const turned = async () => {
    const before = await page.evaluate(() => scrollY)
    const { x, y } = await page.evaluate(() => {
      const at = [...document.querySelectorAll('.body p')].map((it) => it.getBoundingClientRect())
      const { right, top, bottom } = at.find(({ top, bottom }) => top < 500 && bottom > 300)!
      return { x: right - 20, y: (Math.max(top, 300) + Math.min(bottom, 500)) / 2 }
    })
    await page.mouse.click(x, y)
    const after = await page.evaluate(() => scrollY)
    expect(after).toBeGreaterThan(before)
    return after
  }
  await turned()
  const at = await turned()
  expect(await speech(page, ({ spoken }) => spoken.length)).toBe(1)
  // Nor does it pull the reader back.
  await finish(page)
  await expectSaid(page, 'A standfirst.')
  expect(await page.evaluate(() => scrollY)).toBe(at)
})

test('the voice begins at the paragraph that has the focus, and the article opens there another day', async ({
  page,
}) => {
  await openArticle(page)
  const paragraph = (sentence: string) => page.locator('.body p', { hasText: sentence })
  const walkTo = async (key: 'j' | 'k', to: Locator) => {
    await expect(async () => {
      await page.keyboard.press(key)
      expect(await to.evaluate((it) => it === document.activeElement)).toBe(true)
    }).toPass({ intervals: [50] })
  }
  await walkTo('j', paragraph(SENTENCES[18]!))
  await walkTo('k', paragraph(SENTENCES[12]!))
  // Without a voice, too, it is where the reader is.
  await expectKept(page, SENTENCES[12]!)
  expect(await topOf(page, SENTENCES[12]!)).toBeGreaterThan(100)
  // Back at the headline it is the beginning that is kept.
  await walkTo('k', page.getByRole('heading', { level: 1 }))
  await expect.poll(() => keptWords(page)).toBe(undefined)
  await walkTo('j', paragraph(SENTENCES[12]!))

  await page.keyboard.press('l')
  await expectSaid(page, SENTENCES[12]!)
  await finish(page)
  await expectSaid(page, SENTENCES[13]!)
  await page.keyboard.press('Escape')
  // The focus comes to where the voice was, and takes nothing back.
  await expect(paragraph(SENTENCES[12]!)).toBeFocused()
  await expectKept(page, SENTENCES[13]!)
  await page.reload()
  await expect.poll(() => topOf(page, SENTENCES[13]!)).toBeLessThan(40)
})

test('media keys play, pause and step; leaving the article ends the voice', async ({ page }) => {
  await openArticle(page)
  await page.getByRole('button', { name: 'Listen', exact: true }).click()
  await expectSaid(page, 'Read to me')
  const press = (action: string) =>
    page.evaluate((name) => {
      ;(window as unknown as { mediaHandlers: Record<string, () => void> }).mediaHandlers[name]!()
    }, action)
  expect(await page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe('Read to me')
  await press('nexttrack')
  await expectSaid(page, 'A standfirst.')
  await press('pause')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await press('play')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()

  await page.getByRole('link', { name: 'Another one' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Another one' })).toBeVisible()
  await expect(player(page)).toHaveCount(0)
  expect(await page.evaluate(() => speechSynthesis.speaking)).toBe(false)
})
