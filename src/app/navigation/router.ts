import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type RouterHistory,
} from '@tanstack/solid-router'
import type { PageData, SiteConfig } from '../site/page.ts'
import type { PageLoader } from './pageLoader.ts'
import type { ViewState } from './scrollAndFocus.ts'

interface Context {
  load: PageLoader
  site: SiteConfig
  /** Where the reader was on the page that is gone back to. */
  viewLeft: () => ViewState | undefined
}

const root = createRootRouteWithContext<Context>()()

/** Every address of the app. src/site/urls.ts writes the same addresses. */
const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    loader: ({ context: { load, site } }) => load.front(site.id),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/article/$article',
    loader: ({ context: { load, site }, params }) => load.article(site.id, params.article),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/section/$section',
    loader: ({ context: { load, site, viewLeft }, params }) =>
      load.section(site.id, params.section, viewLeft()?.count),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$publication',
    loader: ({ context: { load }, params }) => load.front(params.publication),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$publication/article/$article',
    loader: ({ context: { load }, params }) => load.article(params.publication, params.article),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$publication/section/$section',
    loader: ({ context: { load, viewLeft }, params }) =>
      load.section(params.publication, params.section, viewLeft()?.count),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/publications',
    loader: ({ context: { load } }) => load.publications(),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/search',
    loader: ({ context: { load } }) => load.search(),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    loader: ({ context: { load } }) => load.settings(),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/about',
    loader: ({ context: { load } }) => load.about(),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/specimen/{-$name}',
    loader: ({ context: { load }, params }) => load.specimen(params.name ?? ''),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/index.html',
    loader: ({ context: { load, site } }) => load.front(site.id),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '$',
    loader: ({ context: { load } }) => load.unknown(),
  }),
]

/**
 * The router finds, loads and preloads; navigation.ts draws. Without its own components there is no
 * Suspense between a tap and the article, and the same pages can be prerendered without a router.
 */
export function createAppRouter(context: Context, history: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren(routes),
    history,
    context,
    basepath: context.site.base,
    trailingSlash: 'always',
    // Reads are a millisecond or two; what is kept longer than a moment only fills the heap.
    defaultStaleTime: 0,
    defaultGcTime: 0,
    defaultPreloadStaleTime: 20_000,
    defaultPreloadGcTime: 20_000,
  })
}

export type AppRouter = ReturnType<typeof createAppRouter>

/** What the current address shows; undefined where its loader failed. */
export function currentPage(router: AppRouter): PageData | undefined {
  return router.state.matches.at(-1)?.loaderData as PageData | undefined
}
