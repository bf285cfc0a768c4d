import { expect, test } from 'vitest'
import { hostOf, isBrokenAddress, webAddress } from './webAddress.ts'

test.each(['https://a.example/x?y#z', 'HTTP://a.example', 'https://خبر.example/'])(
  '%s is an address of the web',
  (written) => {
    expect(webAddress(written)).toBe(written)
    expect(isBrokenAddress(written)).toBe(false)
  },
)

test.each([
  'https://[',
  'https://[site.url]/x',
  'https://',
  'https://a b/',
  'http://a:99999/',
  'https:',
])('%s is meant as one, and is none', (written) => {
  expect(webAddress(written)).toBeUndefined()
  expect(isBrokenAddress(written)).toBe(true)
})

test.each(['/ferry/', 'ferry', 'mailto:a@a.example', undefined])(
  '%s is another thing',
  (written) => {
    expect(webAddress(written)).toBeUndefined()
    expect(isBrokenAddress(written)).toBe(false)
  },
)

test.each([
  ['https://a.example/1', 'http://www.a.example/2', true],
  ['https://a.example/', 'https://a.example:443/', true],
  ['https://evil.co.uk/', 'https://www.bbc.co.uk/', false],
  ['https://evil.github.io/', 'https://honest.github.io/', false],
  ['https://a.example/', 'https://a.example:8443/', false],
  ['https://a.example/', 'https://a.example.evil.example/', false],
  ['https://www.a.example/', 'https://wwwa.example/', false],
])('%s and %s are of one host: %s', (one, other, same) => {
  expect(hostOf(one) === hostOf(other)).toBe(same)
})
