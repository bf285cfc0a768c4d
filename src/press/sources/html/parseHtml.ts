import { parseHTML } from 'linkedom'
import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5'

/**
 * The part of the DOM that the press uses, with the meanings of the standard. The types of linkedom need the DOM
 * library of TypeScript, which the press does not include.
 */
export interface HtmlNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly parentNode: HtmlElement | null
  readonly firstChild: HtmlNode | null
  readonly nextSibling: HtmlNode | null
  readonly childNodes: Iterable<HtmlNode> & { length: number }
  textContent: string | null
  remove(): void
}

export interface HtmlElement extends HtmlNode {
  readonly localName: string
  readonly children: Iterable<HtmlElement> & { length: number }
  readonly previousElementSibling: HtmlElement | null
  readonly nextElementSibling: HtmlElement | null
  readonly firstElementChild: HtmlElement | null
  readonly lastElementChild: HtmlElement | null
  readonly parentElement: HtmlElement | null
  readonly attributes: Iterable<{ name: string; value: string }>
  readonly outerHTML: string
  innerHTML: string
  id: string
  className: string
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  hasAttribute(name: string): boolean
  querySelector(selector: string): HtmlElement | null
  querySelectorAll(selector: string): Iterable<HtmlElement> & { length: number }
  closest(selector: string): HtmlElement | null
  matches(selector: string): boolean
  contains(node: HtmlNode): boolean
  cloneNode(deep: boolean): HtmlElement
  replaceWith(...nodes: (HtmlNode | string)[]): void
  append(...nodes: (HtmlNode | string)[]): void
}

export interface HtmlDocument extends HtmlElement {
  readonly documentElement: HtmlElement
  readonly head: HtmlElement | null
  readonly body: HtmlElement
  createElement(name: string): HtmlElement
}

export const ELEMENT = 1
export const TEXT = 3

/**
 * Parses a page. A fragment gets the elements around it that a browser would give it. parse5 repairs the markup as the
 * HTML standard says, because linkedom, which makes the document, does not.
 */
export function parseHtml(html: string): HtmlDocument {
  return parseHTML(mended(html)).document as unknown as HtmlDocument
}

/** Parses markup that a serialiser has written and that needs no repair. */
export function parseMended(html: string): HtmlDocument {
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`
  return parseHTML(whole).document as unknown as HtmlDocument
}

function mended(html: string): string {
  const tree = parse(html, { scriptingEnabled: false })
  flatten(tree)
  return serialize(tree)
}

/** Elements nested more deeply are not entered: no article is nested so deeply. */
export const MAX_DEPTH = 200

type Tree = DefaultTreeAdapterTypes.ParentNode
type Leaf = DefaultTreeAdapterTypes.ChildNode

/**
 * Replaces the content of elements nested too deeply by its text, because the later steps walk the tree by recursion.
 */
function flatten(tree: Tree): void {
  const stack: [Tree, number][] = [[tree, 0]]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [parent, depth] = next
    if (depth === MAX_DEPTH) {
      const value = textIn(parent)
      parent.childNodes = [{ nodeName: '#text', value, parentNode: parent } as Leaf]
      continue
    }
    for (const child of parent.childNodes) {
      if ('content' in child) stack.push([child.content, depth + 1])
      else if ('childNodes' in child) stack.push([child, depth + 1])
    }
  }
}

function textIn(root: Tree): string {
  let text = ''
  const stack: Leaf[] = [...root.childNodes].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ('value' in node) text += node.value
    else if ('childNodes' in node && !/^(?:script|style|template)$/.test(node.nodeName)) {
      for (let at = node.childNodes.length - 1; at >= 0; at--) stack.push(node.childNodes[at]!)
    }
  }
  return text
}
