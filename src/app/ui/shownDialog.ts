/** The dialog that is open and makes the rest of the page inert. */
export const shownDialog = (): Element | null => document.querySelector('dialog:modal')
