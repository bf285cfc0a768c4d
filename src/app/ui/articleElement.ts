/** The article on the screen, prerendered or drawn; it may have been drawn anew since it was last looked up. */
export const articleElement = (): HTMLElement | null => document.querySelector('#app .article')
