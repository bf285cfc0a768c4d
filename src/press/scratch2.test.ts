import { test } from 'vitest'
import { Project } from './testing/Project.ts'
test('blank', async () => {
  for (const [n, t] of Object.entries({ note: '\u{1d159}', filler: '\u3164', braille: '\u2800', marks: '\u0301', tags: 'x\u{e0061}', obj: '\ufffc', non: '\ufffe' , half: '\ud800'})) {
    const p = await Project.open({ sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }, { feed: 'a.xml' }, {feed: 'b.json'}] }] })
    await p.write('news/z.md', `---\ntitle: "${t}"\ndate: 2026-11-02\nauthors: ["${t}"]\ntags: ["${t}"]\nkicker: "${t}"\n---\nText.`)
    await p.write('a.xml', `<rss version="2.0"><channel><title>T</title><item><title>${t}</title><category>${t}</category><author>${t}</author><link>https://a.example/1</link><description>All.</description></item></channel></rss>`)
    await p.write('b.json', JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: t, items: [{ id: '1', url: 'https://b.example/1', title: t, content_text: 'All ' + t, tags: [t], authors: [{ name: t }] }] }))
    try { const r = await p.press(); console.log(n, r.articles.length, r.told, r.articles.map((a) => [a.headline, a.authors, a.tags])) } catch (e: any) { console.log(n, 'ERR', e.name, e.message) }
    await p.close()
  }
  for (const f of [{ title: '\u{1d159}' }, { title: '\u3164' }, { shortTitle: '\u2800' }, { sections: [{ id: 'news', title: '\u3164', sources: [{ markdown: 'news' }] }] }, { url: 'https://[' }, { mirrors: ['https://[::7f00:1]/'] }, { mirrors: ['https://nas.lan/'] }, { mirrors: ['https://127.0.0.1/?a'] }, { links: [{ title: 'x', url: 'https://[' }] }, { moved: 'https://a.example/?' }] as any[]) {
    const p = await Project.open()
    try { await p.configure(f); const r = await p.press({ first: true }); console.log(JSON.stringify(f), 'OK', r.told) } catch (e: any) { console.log(JSON.stringify(f), 'ERR', e.name, e.message) }
    await p.close()
  }
})
