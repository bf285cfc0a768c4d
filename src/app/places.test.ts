import { describe, expect, it } from 'vitest'
import { articleHref, placeOf, publicationHref, sectionHref } from './places.ts'

describe('addresses', () => {
  it('of the built-in publication stand at the top of the site', () => {
    const site = { base: '/', id: 'home' }
    expect(publicationHref(site, 'home')).toBe('/')
    expect(articleHref(site, 'home', 'one')).toBe('/article/one/')
    expect(sectionHref(site, 'home', 'world')).toBe('/section/world/')
  })

  it('of any other stand under its name, below the folder the app lies in', () => {
    const site = { base: '/reader/', id: 'home' }
    expect(publicationHref(site, 'a.b')).toBe('/reader/p/a.b/')
    expect(articleHref(site, 'a.b', 'one')).toBe('/reader/p/a.b/article/one/')
    expect(sectionHref(site, '../x', 'a/b')).toBe('/reader/p/..%2Fx/section/a%2Fb/')
  })
})

describe('placeOf', () => {
  const site = { base: '/reader/', id: 'home' }
  it('reads every address the app writes', () => {
    expect(placeOf(publicationHref(site, 'home'), site)).toEqual({
      kind: 'front',
      publication: 'home',
    })
    expect(placeOf(articleHref(site, 'home', 'one'), site)).toEqual({
      kind: 'article',
      publication: 'home',
      article: 'one',
    })
    expect(placeOf(sectionHref(site, '../x', 'a/b'), site)).toEqual({
      kind: 'section',
      publication: '../x',
      section: 'a/b',
    })
    expect(placeOf('/reader/settings/', site)).toEqual({ kind: 'settings' })
    expect(placeOf('/reader/specimen/', site)).toEqual({ kind: 'specimen', name: '' })
    expect(placeOf('/reader/specimen/front-rtl/', site)).toEqual({
      kind: 'specimen',
      name: 'front-rtl',
    })
    expect(placeOf('/reader/index.html', site)).toEqual({ kind: 'front', publication: 'home' })
  })

  it.each([
    '/elsewhere/',
    '/reader/nowhere/',
    '/reader/article/',
    '/reader/article/one/two/',
    '/reader/settings/more/',
    '/reader/specimen/front/more/',
    '/reader/article/%ff/',
  ])('knows no %s', (pathname) => {
    expect(placeOf(pathname, site)).toEqual({ kind: 'unknown' })
  })
})
