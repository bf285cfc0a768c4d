/** What the worker answers a request of its own site with; undefined leaves it to the network. */
export type Answer = (event: FetchEvent, url: URL) => Promise<Response> | undefined
