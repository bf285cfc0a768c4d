/** Answers a request of the worker's own site; undefined leaves it to the network. */
export type Answer = (event: FetchEvent, url: URL) => Promise<Response> | undefined
