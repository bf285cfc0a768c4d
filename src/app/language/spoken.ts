import { en } from './en.ts'
import type { Words } from './Words.ts'

/**
 * The languages the app speaks, by their own names. Each but English is a chunk of its own, in the
 * precache like everything else.
 */
export const LANGUAGES: Record<string, { name: string; load: () => Promise<Words> }> = {
  en: { name: 'English', load: async () => en },
  be: { name: 'Беларуская', load: () => import('./be.ts').then((it) => it.be) },
  es: { name: 'Español', load: () => import('./es.ts').then((it) => it.es) },
  fr: { name: 'Français', load: () => import('./fr.ts').then((it) => it.fr) },
  ru: { name: 'Русский', load: () => import('./ru.ts').then((it) => it.ru) },
  tr: { name: 'Türkçe', load: () => import('./tr.ts').then((it) => it.tr) },
  uk: { name: 'Українська', load: () => import('./uk.ts').then((it) => it.uk) },
}

/** The words of the interface. A live binding: a page drawn after `speak` has the new ones. */
export let t: Words = en

/** The app speaks this language from now on. One it does not know, or cannot load, changes nothing. */
export async function speak(language: string): Promise<void> {
  const words = await LANGUAGES[language]?.load().catch(() => undefined)
  if (words) t = words
}

/** The first of these BCP 47 tags the app speaks, by its main part (`fa-AF` is `fa`). */
export function spokenOf(tags: readonly string[]): string | undefined {
  return tags
    .map((tag) => tag.split('-')[0]!.toLowerCase())
    .find((language) => Object.hasOwn(LANGUAGES, language))
}
