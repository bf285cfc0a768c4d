import { describe, expect, it } from 'vitest'
import { articleHref, publicationHref, routeOf, sectionHref } from './urls.ts'

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

describe('routeOf', () => {
  const site = { base: '/reader/', id: 'home' }
  it('reads every address the app writes', () => {
    expect(routeOf(publicationHref(site, 'home'), site)).toEqual({
      kind: 'front',
      publication: 'home',
    })
    expect(routeOf(articleHref(site, 'home', 'one'), site)).toEqual({
      kind: 'article',
      publication: 'home',
      article: 'one',
    })
    expect(routeOf(sectionHref(site, '../x', 'a/b'), site)).toEqual({
      kind: 'section',
      publication: '../x',
      section: 'a/b',
    })
    expect(routeOf('/reader/settings/', site)).toEqual({ kind: 'settings' })
    expect(routeOf('/reader/specimen/', site)).toEqual({ kind: 'specimen', name: '' })
    expect(routeOf('/reader/specimen/front-rtl/', site)).toEqual({
      kind: 'specimen',
      name: 'front-rtl',
    })
    expect(routeOf('/reader/index.html', site)).toEqual({ kind: 'front', publication: 'home' })
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
