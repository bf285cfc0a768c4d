import { type JSX, Match, Switch } from 'solid-js'
import { t } from '../../language/catalog.ts'
import type { PageData, SiteConfig } from '../../site/page.ts'
import { SiteContext } from '../../site/site.ts'
import { ArticlePage } from '../article/ArticlePage.tsx'
import { BreakingBand } from '../front/BreakingBand.tsx'
import { FrontPage } from '../front/FrontPage.tsx'
import { MissingPage } from '../missing/MissingPage.tsx'
import { SectionPage } from '../section/SectionPage.tsx'
import { AccessibilityLinks } from './AccessibilityLinks.tsx'
import { Footer } from './Footer.tsx'
import { Masthead } from './Masthead.tsx'

/** A whole page. It does not use the router, so that the prerender and the browser draw the same. */
export function Page(props: { page: PageData; site: SiteConfig }): JSX.Element {
  const of = <K extends PageData['kind']>(kind: K) =>
    props.page.kind === kind ? (props.page as Extract<PageData, { kind: K }>) : undefined
  return (
    <SiteContext.Provider value={props.site}>
      <AccessibilityLinks page={props.page} />
      <Switch>
        <Match when={of('front')?.front.breaking}>
          {(breaking) => (
            <BreakingBand breaking={breaking()} publication={of('front')!.front.publication} />
          )}
        </Match>
      </Switch>
      <Masthead page={props.page} />
      <main id="content" tabindex={-1}>
        <Switch>
          <Match when={of('front')}>{(page) => <FrontPage front={page().front} />}</Match>
          <Match when={of('section')}>{(page) => <SectionPage page={page()} />}</Match>
          <Match when={of('article')}>{(page) => <ArticlePage page={page()} />}</Match>
          <Match when={of('panel')}>
            {(page) => (
              <div class="panel" lang={t.language} dir={t.direction}>
                <h1 tabindex={-1}>{page().title}</h1>
                {page().View({})}
              </div>
            )}
          </Match>
          <Match when={of('missing')}>{(page) => <MissingPage page={page()} />}</Match>
        </Switch>
      </main>
      <Footer page={props.page} />
    </SiteContext.Provider>
  )
}
