import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { THEMES } from '#app/preferences/choices.ts'
import { PAGES } from '#site/urls.ts'
import { freshFolder, ROOT, WORK } from './folders.ts'
import type { Host } from './host.ts'
import { untilOffline } from './page.ts'
import { addSpecimen, copySample, longwaveAt } from './press.ts'
import { fakeSpeech, type Voice } from './speechEngine.ts'
import { test as base, expect } from './test.ts'

/** When both publications below were pressed, and the current time in their readers' browsers. */
const PRESSED_AT = '2026-11-23T09:00:00Z'
const NOW = '2026-11-23T12:00:00Z'

/**
 * The two readers whose pages are checked one by one: the sample in English, and our own paper in Persian, each with
 * the interface in the same language.
 */
export const LANGUAGES = ['en', 'fa'] as const
export type Language = (typeof LANGUAGES)[number]

/** An address for every route of the app (src/site/urls.ts), by the name of its snapshot files. */
const ADDRESSES: Record<string, Record<Language, Record<string, string>>> = {
  '/': { en: { front: '' }, fa: { front: '' } },
  '/article/$article': {
    en: { article: 'article/how-shortwave-hops/', 'article-rtl': 'article/nastaliq-slope/' },
    fa: { article: 'article/night-frequency/', 'article-ltr': 'article/in-english/' },
  },
  '/section/$section': {
    en: { section: 'section/airwaves/', blog: 'section/workshop/' },
    fa: { section: 'section/news/', blog: 'section/notes/' },
  },
  '/p/$publication': { en: { 'front-of-other': 'p/longwave.sample/' }, fa: {} },
  '/p/$publication/article/$article': { en: {}, fa: {} },
  '/p/$publication/section/$section': { en: {}, fa: {} },
  '/search': { en: { search: 'search/' }, fa: { search: 'search/' } },
  '/publications': { en: { publications: 'publications/' }, fa: { publications: 'publications/' } },
  '/settings': { en: { settings: 'settings/' }, fa: { settings: 'settings/' } },
  '/about': { en: { about: 'about/' }, fa: { about: 'about/' } },
  '/specimen': { en: { specimen: 'specimen/' }, fa: {} },
  '/specimen/$name': {
    en: {
      'specimen-front': 'specimen/front/',
      'specimen-controls': 'specimen/controls/',
    },
    fa: { specimen: 'specimen/article-rtl/', 'specimen-front': 'specimen/front-rtl/' },
  },
  '/index.html': { en: {}, fa: {} },
  $: { en: { missing: 'nowhere/' }, fa: { missing: 'nowhere/' } },
}

/** Name and address of every page to check. @throws Error for a route of the app without an address here */
export function pagesOf(language: Language): [name: string, path: string][] {
  const routes = [...PAGES.map(({ pattern }) => `/${pattern}`), '/index.html', '$']
  return routes.flatMap((route) => {
    const addresses = ADDRESSES[route]
    if (!addresses)
      throw new Error(`e2e/support/samplePages.ts has no address for the route ${route}`)
    return Object.entries(addresses[language])
  })
}

/** The address of a page, by its name. */
export function pathOf(name: string, language: Language): string {
  const path = new Map(pagesOf(language)).get(name)
  if (path === undefined)
    throw new Error(`e2e/support/samplePages.ts has no page ${name} in ${language}`)
  return path
}

const siteOf = (language: Language) => join(WORK, `sample-pages-${language}`)

/** Presses both publications, once for the whole run (globalSetup.ts). */
export async function pressSamplePages(): Promise<void> {
  const persian = freshFolder('persian')
  cpSync(join(import.meta.dirname, 'persian'), persian, { recursive: true })
  const pictures = join(ROOT, 'src/sample/pictures')
  cpSync(join(pictures, 'mast-at-night.svg'), join(persian, 'pictures/mast.svg'))
  cpSync(join(pictures, 'ship.svg'), join(persian, 'pictures/ship.svg'))
  const publications = { en: copySample(), fa: persian }
  for (const language of LANGUAGES) {
    await longwaveAt(
      PRESSED_AT,
      'site',
      join(publications[language], 'publication.json'),
      '--out',
      siteOf(language),
      '--key',
      join(WORK, `sample-pages-${language}.key.json`),
    )
    addSpecimen(siteOf(language))
  }
}

/** The pages of one of the two readers, whose device has everything, on a fixed day. */
export interface SamplePages {
  host: Host
  page: Page
  /** Opens a page from the device, and waits until it is complete. */
  open(path: string): Promise<void>
}

interface Fixtures {
  openSamplePages: (
    language: Language,
    viewport?: { width: number; height: number },
  ) => Promise<SamplePages>
}

export const test = base.extend<Fixtures>({
  openSamplePages: async ({ openContext, serve }, use) => {
    await use(async (language, viewport = { width: 360, height: 800 }) => {
      const host = await serve(siteOf(language))
      const context = await openContext({
        viewport,
        locale: { en: 'en-US', fa: 'fa-IR' }[language],
        timezoneId: 'UTC',
        // axe is injected into the page as a script, which the page's own policy would refuse.
        bypassCSP: true,
      })
      const page = await context.newPage()
      await page.addInitScript(fakeSpeech, {
        voices: LANGUAGES.map((tag): Voice => [tag, `A voice (${tag})`, true]),
      })
      await page.clock.setFixedTime(NOW)
      await page.goto(host.address)
      await untilOffline(page)
      const open = async (path: string) => {
        await page.goto(host.address + path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        const html = page.locator('html')
        await expect(html).toHaveAttribute('lang', language)
        await expect(html).toHaveAttribute('data-ready')
        // The footer shows the state of delivery.
        await expect(html).toHaveAttribute('data-synced')
        await untilComplete(page)
      }
      return { host, page, open }
    })
  },
})

/** Waits for the parts of a page that appear a moment after it has been rendered. */
export async function untilComplete(page: Page): Promise<void> {
  // Cards show how far their articles have been read.
  await expect(page.locator('#app')).toHaveAttribute('data-states')
  // An audio link has no address until its player has loaded.
  await expect(page.locator('.embed a:not([href])')).toHaveCount(0)
}

/** Makes a choice as if it came from another tab of the app. */
export async function choose(page: Page, choice: 'theme' | 'size', value: string): Promise<void> {
  await page.evaluate(
    ([choice, newValue]) => {
      const key = `longwave:${choice}`
      localStorage.setItem(key, newValue)
      dispatchEvent(new StorageEvent('storage', { key, newValue }))
    },
    [choice, value] as const,
  )
  await expect(page.locator('html')).toHaveAttribute(`data-${choice}`, value)
}

/** A theme, and the system's colour scheme for themes that follow it. */
export interface Look {
  theme: string
  scheme: 'light' | 'dark'
}

export async function dress(page: Page, { theme, scheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await choose(page, 'theme', theme)
}

/** Every theme, and those that follow the system's scheme twice. */
export async function looksOf(page: Page): Promise<Look[]> {
  const looks: Look[] = []
  for (const theme of THEMES) {
    const seen = new Set<string>()
    for (const scheme of ['light', 'dark'] as const) {
      await dress(page, { theme, scheme })
      const colours = await coloursOf(page)
      if (!seen.has(JSON.stringify(colours))) looks.push({ theme, scheme })
      seen.add(JSON.stringify(colours))
    }
  }
  return looks
}

/** The colours that the styles declare (theme.css), by the names of their variables. */
export function coloursOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.documentElement)
    const names = ['paper', 'raised', 'ink', 'quiet', 'rule', 'accent', 'signal', 'on-signal']
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`)]))
  })
}
