import { expect, test } from 'vitest'
import { countWords } from './card.ts'

const count = (text: string) => countWords({ body: [{ type: 'paragraph', runs: [text] }] })

test.each([
  ['English', 'It wasn’t the writers’ fault, nor the 3 o’clock post’s.', 10],
  ['Hindi', 'अंग्रेज़ी के अक्षर ज़मीन पर खड़े होते हैं।', 8],
  ['Bengali', 'আমি বাংলায় গান গাই', 4],
  ['Punjabi', 'ਪੰਜਾਬੀ ਵਿੱਚ ਖ਼ਬਰਾਂ', 3],
  ['Gujarati', 'ગુજરાતી ભાષામાં સમાચાર', 3],
  ['Odia', 'ଓଡ଼ିଆ ଭାଷାରେ ଖବର', 3],
  ['Tamil', 'தமிழில் செய்திகள் படிக்கவும்', 3],
  ['Telugu', 'తెలుగులో వార్తలు', 2],
  ['Kannada', 'ಕನ್ನಡದಲ್ಲಿ ಸುದ್ದಿ', 2],
  ['Malayalam', 'മലയാളത്തിൽ വാർത്തകൾ', 2],
  ['Malayalam with joiners', 'അവന്\u200d വീട്ടില്\u200d', 2],
  ['Sinhala', 'ශ්\u200dරී ලංකාවේ පුවත්', 3],
  ['Persian', 'خانه\u200cها را نمی\u200cبینم', 3],
  ['Arabic with its vowels', 'كِتَابٌ جَدِيدٌ', 2],
  ['Hebrew with its points', 'שָׁלוֹם עוֹלָם', 2],
  ['Korean', '긴 파장의 소식', 3],
  ['signs that belong to no letter', '— « … » ́', 0],
])('words are counted as they are written: %s', (_, text, words) => {
  expect(count(text)).toBe(words)
})

test.each([
  ['Chinese', '中文不用空格分词', 4],
  ['Japanese', 'ひらがなとカタカナ', 5],
  ['Thai, whose signs are characters of their own', 'ภาษาไทย', 4],
  ['Khmer', 'ភាសាខ្មែរ', 5],
  ['Burmese', 'မြန်မာစာ', 4],
])('two characters are a word where none is set apart: %s', (_, text, words) => {
  expect(count(text)).toBe(words)
})
