/** Puts the code with which a page delivers into one chunk: all of it without a worker, single articles and audio on demand. */
export { handleMessage } from '#delivery/deliver.ts'
export { fetchArticle } from '#delivery/fetchArticle.ts'
export { fetchAudio } from '#delivery/fetchAudio.ts'
