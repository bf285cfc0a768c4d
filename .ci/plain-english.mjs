// `node .ci/plain-english.mjs [folder …]`: counts what makes the English of this project hard to read. A comment that opens
// with a word which needs an answer from elsewhere ("Of", "What", "Whoever" …) costs every reader a second reading.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const OPENINGS =
  /^(?:Of|It|Its|They|Their|What|Whatever|Who|Whoever|Whose|Where|Wherever|Which|That|Those|These|This|So|Nobody|Nothing|None|One|Some|Such|There|Here|Then|Also|But|And|Or|Else|Only)\b/
const WORDS = /\b(?:whoever|nobody)\b/gi

const wanted = process.argv.slice(2)
const files = execFileSync(
  'git',
  [
    'ls-files',
    '-co',
    '--exclude-standard',
    ...(wanted.length > 0 ? wanted : ['src', 'e2e', 'bench', 'vite', '.ci', 'docs', 'README.md']),
  ],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((name) => /\.(?:tsx?|mjs|css|md)$/.test(name))

/** @param {string} code @returns {{ line: number, text: string }[]} comments; lines of `//` that follow each other are one */
function commentsOf(code) {
  const comments = []
  const lines = code.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = /** @type {string} */ (lines[at])
    const block = /^\s*(?:\{)?\/\*\*?\s*(.*)$/.exec(line)
    const single = /(?:^|\s)\/\/\s(.*)$/.exec(line)
    if (block) {
      const begin = at
      let text = block[1] ?? ''
      while (!(lines[at] ?? '').includes('*/') && at < lines.length)
        text += ` ${(lines[++at] ?? '').replace(/^\s*\*\s?/, '')}`
      comments.push({ line: begin + 1, text: text.replace(/\*\/.*/, '').trim() })
    } else if (single && !/https?:$/.test(line.slice(0, line.indexOf('//') + 1))) {
      const begin = at
      let text = single[1] ?? ''
      while (/^\s*\/\/\s/.test(lines[at + 1] ?? ''))
        text += ` ${(lines[++at] ?? '').replace(/^\s*\/\/\s/, '')}`
      comments.push({ line: begin + 1, text: text.trim() })
    }
  }
  return comments.filter(
    ({ text }) => /[a-z]{2}/i.test(text) && !/^(?:biome-ignore|@|\/)/.test(text),
  )
}

let comments = 0
let words = 0
const riddles = []
for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8')
  words += text.match(WORDS)?.length ?? 0
  if (file.endsWith('.md')) continue
  for (const comment of commentsOf(text)) {
    comments++
    if (OPENINGS.test(comment.text))
      riddles.push(`${file}:${comment.line} ${comment.text.slice(0, 90)}`)
  }
}
for (const riddle of riddles) console.log(riddle)
console.log(
  `${comments} comments, ${riddles.length} riddle openings (${((riddles.length / comments) * 100).toFixed(1)} %), ${words} times "whoever" or "nobody"`,
)
