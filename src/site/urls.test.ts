import { describe, expect, it } from 'vitest'
import type { PublicationKey } from './publicationKey.ts'
import { articleHref, publicationHref, routeOf, sectionHref } from './urls.ts'

const HOME = 'a'.repeat(64) as PublicationKey
const OTHER = 'b'.repeat(64) as PublicationKey

describe('addresses', () => {
  it('of the built-in publication stand at the top of the site', () => {
    const site = { base: '/', id: 'home', root: HOME }
    expect(publicationHref(site, HOME)).toBe('/')
    expect(articleHref(site, HOME, 'one')).toBe('/article/one/')
    expect(sectionHref(site, HOME, 'world')).toBe('/section/world/')
  })

  it('of any other stand under its key, below the folder the app lies in', () => {
    const site = { base: '/reader/', id: 'home', root: HOME }
    expect(publicationHref(site, OTHER)).toBe(`/reader/p/${OTHER}/`)
    expect(articleHref(site, OTHER, 'one')).toBe(`/reader/p/${OTHER}/article/one/`)
    expect(sectionHref(site, OTHER, 'a/b')).toBe(`/reader/p/${OTHER}/section/a%2Fb/`)
  })
})

describe('routeOf', () => {
  const site = { base: '/reader/', id: 'home', root: HOME }
  it('reads every address the app writes', () => {
    expect(routeOf(publicationHref(site, HOME), site)).toEqual({
      kind: 'front',
      publication: HOME,
    })
    expect(routeOf(articleHref(site, HOME, 'one'), site)).toEqual({
      kind: 'article',
      publication: HOME,
      article: 'one',
    })
    expect(routeOf(sectionHref(site, OTHER, 'a/b'), site)).toEqual({
      kind: 'section',
      publication: OTHER,
      section: 'a/b',
    })
    expect(routeOf('/reader/settings/', site)).toEqual({ kind: 'settings' })
    expect(routeOf('/reader/specimen/', site)).toEqual({ kind: 'specimen' })
    expect(routeOf('/reader/specimen/front-rtl/', site)).toEqual({
      kind: 'specimen',
      name: 'front-rtl',
    })
    expect(routeOf('/reader/index.html', site)).toEqual({ kind: 'front', publication: HOME })
    expect(routeOf('/reader/settings/index.html', site)).toEqual({ kind: 'settings' })
  })

  it('leaves an address with an id, as the version before wrote it, to the library', () => {
    const route = routeOf('/reader/p/other/article/one/', site)
    expect(route).toMatchObject({ kind: 'former', id: 'other' })
    expect(route.kind === 'former' && route.in(OTHER)).toEqual({
      kind: 'article',
      publication: OTHER,
      article: 'one',
    })
    expect(routeOf('/reader/p/home/section/world/', site)).toEqual({
      kind: 'section',
      publication: HOME,
      section: 'world',
    })
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
    expect(routeOf(pathname, site)).toEqual({ kind: 'unknown' })
  })
})
