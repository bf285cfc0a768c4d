import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type RouterHistory,
} from '@tanstack/solid-router'
import { PAGES, routeOf, routeTo } from '#site/urls.ts'
import type { PageData, SiteConfig } from '../site/page.ts'
import type { PageLoader } from './pageLoader.ts'
import type { ViewState } from './scrollAndFocus.ts'

interface Context {
  load: PageLoader
  site: SiteConfig
  /** The view of the page that the reader goes back to. */
  viewLeft: () => ViewState | undefined
}

const root = createRootRouteWithContext<Context>()()

/** An address that is none of the app's own may still be one with `index.html` at its end. */
const REST = '$'

const routes = [
  ...PAGES.map(({ kind, pattern }) =>
    createRoute({
      getParentRoute: () => root,
      path: `/${pattern}`,
      loader: ({ context: { load, site, viewLeft }, params }) =>
        load.at(routeTo(kind, params, site), viewLeft()?.count),
    }),
  ),
  createRoute({
    getParentRoute: () => root,
    path: REST,
    loader: ({ context: { load, site }, params }) =>
      load.at(routeOf(`${site.base}${params._splat ?? ''}`, site)),
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

/** @returns the page of the current address; undefined where its loader failed */
export function currentPage(router: AppRouter): PageData | undefined {
  return router.state.matches.at(-1)?.loaderData as PageData | undefined
}
