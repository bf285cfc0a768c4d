import { expect, test } from 'vitest'
import { voiceFor, voicesFor } from './voices.ts'

const voice = (lang: string, local = true, standard = false): SpeechSynthesisVoice => ({
  lang,
  name: lang,
  voiceURI: `${lang} ${local}`,
  localService: local,
  default: standard,
})

test('a voice of the very tag comes first, one of another country next', () => {
  const voices = [voice('en-GB'), voice('en_US', true, true), voice('fr-FR')]
  expect(voicesFor('en-US', voices).map(({ lang }) => lang)).toEqual(['en_US', 'en-GB'])
  expect(voicesFor('en-GB', voices).map(({ lang }) => lang)).toEqual(['en-GB', 'en_US'])
  expect(voicesFor('de', voices)).toEqual([])
})

test('a language in another script is another language', () => {
  const voices = [voice('zh-TW'), voice('zh-CN'), voice('sr-RS'), voice('sr-Latn-RS')]
  expect(voiceFor('zh-Hans', voices)?.lang).toBe('zh-CN')
  expect(voiceFor('zh-Hant', voices)?.lang).toBe('zh-TW')
  expect(voiceFor('sr', voices)?.lang).toBe('sr-RS')
  expect(voiceFor('sr-Latn', voices)?.lang).toBe('sr-Latn-RS')
})

test('a voice that sends the text to a server is never taken unasked', () => {
  const voices = [voice('tr-TR', false, true)]
  expect(voiceFor('tr', voices)).toBeUndefined()
  expect(voicesFor('tr', voices)).toHaveLength(1)
})

test('tags from content may be anything', () => {
  expect(voiceFor('x', [voice('en')])).toBeUndefined()
  expect(voiceFor('', [voice('en')])).toBeUndefined()
})
