import { describe, expect, it } from 'vitest'
import { articleHref, publicationHref, sectionHref } from './places.ts'

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
