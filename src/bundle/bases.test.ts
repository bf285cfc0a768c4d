import { describe, expect, it } from 'vitest'
import { isBase, mayAsk } from './bases.ts'

describe('a base address', () => {
  it.each([
    'https://mirror.example/',
    'https://mirror.example/news/paper',
    'http://abcdefghijklmnop.onion/',
    'http://localhost:8080/',
    'https://[2001:db8::1]/a/',
  ])('may be %s', (address) => {
    expect(isBase(address)).toBe(true)
  })

  it.each([
    'https://mirror.example/?',
    'https://mirror.example/?a=b',
    'https://mirror.example/#',
    'https://mirror.example/#root=1',
    'https://name@mirror.example/',
    'https://@mirror.example/',
    'https://mirror.example/a b/',
    'https://mirror.example/\n',
    '\thttps://mirror.example/',
    'https://[',
    'ftp://mirror.example/',
    'mirror.example',
    '',
    undefined,
    7,
  ])('is not %j', (address) => {
    expect(isBase(address)).toBe(false)
  })
})

describe('a mirror that a release names', () => {
  const OWN = 'https://news.example/'

  it.each([
    'http://mirror.example/',
    'https://localhost/',
    'https://app.localhost:8443/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0.0.0.0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::192.168.1.1]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://172.31.255.1/',
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://router.local/',
    'https://router.lan./',
    'https://printer/',
    // The same hosts in other words: the URL parser, the resolver and the network understand all of these.
    'https://LOCALHOST./',
    'https://localhost../',
    'https://localhost.localdomain/',
    'https://%31%32%37.0.0.1/',
    'https://①②⑦.0.0.1/',
    'https://127。0。0。1/',
    'https://ⓛocalhost/',
    'https://0/',
    'https://017700000001/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[::7f]/',
    'https://[64:ff9b:1::192.168.0.1]/',
    'https://[2002:c0a8:1::]/',
    'https://[2001:0:4136:e378:8000:63bf:3f57:fefe]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://224.0.0.251/',
    'https://255.255.255.255/',
    'https://240.0.0.1/',
    'https://198.18.0.1/',
    'https://192.0.0.8/',
    'https://router.home/',
    'https://files.corp/',
    'https://wiki.intranet/',
    'https://nas.private/',
    'https://nas.localdomain/',
    'https://fritz.box/',
    'https:127.0.0.1/',
    'https:\\\\127.0.0.1\\',
  ])('is not asked by a reader of a public publication: %s', (mirror) => {
    expect(mayAsk(mirror, OWN)).toBe(false)
  })

  it.each([
    'https://mirror.example/',
    'https://172.32.0.1/',
    'https://100.128.0.1/',
    'https://11.0.0.1/',
    'https://[2606:4700::1111]/',
    'http://abcdefghijklmnop.onion/',
    'https://10.example/',
    'https://0.example/',
    'https://home.example/',
    'https://lan.corp.example/',
    'https://mylocalhost.example/',
    'https://192.0.1.1/',
    'https://198.20.0.1/',
    'https://223.255.255.1/',
    'https://[2001:db8:127::1]/',
    'https://[2002:808:808::1]/',
    'https://[::ffff:8.8.8.8]/',
  ])('is asked: %s', (mirror) => {
    expect(mayAsk(mirror, OWN)).toBe(true)
  })

  it('of this device or its network is asked where the publication itself is one', () => {
    expect(mayAsk('http://localhost:2/', 'http://127.0.0.1:1/')).toBe(true)
    expect(mayAsk('http://192.168.0.2/', 'http://192.168.0.1/')).toBe(true)
    expect(mayAsk('http://127.0.0.1/', 'http://192.168.0.1/')).toBe(false)
    expect(mayAsk('http://mirror.example/', 'http://192.168.0.1/')).toBe(true)
  })
})
