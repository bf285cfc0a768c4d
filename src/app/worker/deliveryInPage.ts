/** What a page delivers itself, in one chunk: all of it without a worker, and single articles and recordings on demand. */
export { handleMessage } from '#delivery/deliver.ts'
export { fetchArticle } from '#delivery/fetchArticle.ts'
export { fetchRecording } from '#delivery/fetchRecording.ts'
