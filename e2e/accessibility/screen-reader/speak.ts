import type { CDPSession } from '@playwright/test'

/** A node of Chromium's accessibility tree (Accessibility.getFullAXTree). */
interface Node {
  nodeId: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  value?: { value: string | number }
  properties?: { name: string; value: { value: unknown } }[]
  childIds?: string[]
  backendDOMNodeId?: number
}

/** Properties of an element that the document knows, and the accessibility tree does not. */
interface Facts {
  block: boolean
  language: string
  /** The value of aria-current, which the tree of the inspector leaves out. */
  current: boolean
  /** How many columns a cell spans. */
  columns: number
}

/**
 * Transcribes what a screen reader says when it reads a page from top to end, one line for each stop of the Down key.
 * It follows NVDA in browse mode with its default settings, and reads the tree that Chromium hands to the system. A
 * change of voice stands in brackets: [fa].
 */
export async function transcribe(session: CDPSession): Promise<string> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
  return new Reading(new Map(nodes.map((node) => [node.nodeId, node])), await factsOf(session)).of(
    nodes[0]!,
  )
}

/** Language and layout of each element, by backend node id. */
async function factsOf(session: CDPSession): Promise<Map<number, Facts>> {
  const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', {
    computedStyles: ['display', 'position'],
  })
  const { nodes, layout } = documents[0]!
  const display = new Map(
    layout.nodeIndex.map((node, index) => {
      const [kind, position] = layout.styles[index]!.map((string) => strings[string]!)
      // An element that is positioned out of its line is still read within that line.
      return [node, position === 'absolute' ? 'inline' : kind!] as const
    }),
  )
  const facts = new Map<number, Facts>()
  const languages: string[] = []
  for (const [index, id] of nodes.backendNodeId!.entries()) {
    const attributes = nodes.attributes?.[index] ?? []
    const attribute = (name: string) => {
      const at = attributes.findIndex((it, place) => place % 2 === 0 && strings[it] === name)
      return at < 0 ? undefined : strings[attributes[at + 1]!]!
    }
    languages[index] = attribute('lang') ?? languages[nodes.parentIndex![index]!] ?? ''
    facts.set(id, {
      block: !/^(?:inline|contents|none)/.test(display.get(index) ?? 'none'),
      language: languages[index]!,
      current: attribute('aria-current') === 'page',
      columns: Number(attribute('colspan') ?? 1),
    })
  }
  return facts
}

const NO_FACTS = { block: false, language: undefined, current: false, columns: 1 }

const LANDMARKS: Record<string, string> = {
  banner: 'banner landmark',
  complementary: 'complementary landmark',
  contentinfo: 'content information landmark',
  form: 'form landmark',
  main: 'main landmark',
  navigation: 'navigation landmark',
  region: 'region',
  search: 'search landmark',
}

/** Roles that are announced when the element begins and when it ends. */
const CONTAINERS: Record<string, string> = {
  blockquote: 'block quote',
  dialog: 'dialog',
  figure: 'figure',
  group: 'grouping',
  list: 'list',
  radiogroup: 'grouping',
  table: 'table',
  toolbar: 'tool bar',
}

/** Roles that are announced with the element's name, without its content. */
const CONTROLS: Record<string, string> = {
  button: 'button',
  checkbox: 'check box',
  combobox: 'combo box',
  DisclosureTriangle: 'button',
  image: 'graphic',
  menuitem: 'menu item',
  progressbar: 'progress bar',
  radio: 'radio button',
  searchbox: 'search edit',
  slider: 'slider',
  spinbutton: 'spin button',
  splitter: 'separator',
  switch: 'switch',
  textbox: 'edit',
}

/** Roles that are never announced themselves. */
const SILENT =
  /^(?:RootWebArea|generic|none|paragraph|article|listitem|rowgroup|time|strong|emphasis|code|superscript|subscript|Figcaption|Abbr|caption|Details|LabelText|Legend|status|Pre|mark|deletion|insertion|term|definition|DescriptionList|MenuListPopup|option|LayoutTable\w*|Section|Header|Footer\w*|Canvas|sectionheader|sectionfooter)$/i

const CELL = /^(?:cell|gridcell|columnheader|rowheader)$/

class Reading {
  private readonly nodes: Map<string, Node>
  private readonly facts: Map<number, Facts>
  private readonly lines: string[] = []
  private line: string[] = []
  private language = ''
  /** The last words belong to the next ones: a bullet, the role of a link. */
  private goesOn = false
  private row = 0
  private column = 0
  private nextColumn = 1
  /** Headings of the table's columns. */
  private headings: string[] = []

  constructor(nodes: Map<string, Node>, facts: Map<number, Facts>) {
    this.nodes = nodes
    this.facts = facts
  }

  of(root: Node): string {
    this.read(root)
    this.endLine()
    return this.lines.join('\n')
  }

  private read(node: Node): void {
    const role = node.ignored ? 'generic' : (node.role?.value ?? 'generic')
    const name = node.name?.value.trim() ?? ''
    const { block, language, current, columns } =
      this.facts.get(node.backendDOMNodeId ?? -1) ?? NO_FACTS
    const say = (...words: (string | false | undefined)[]) =>
      this.say(words.filter(Boolean).join(' '), language)
    if (role === 'StaticText') {
      for (const [index, line] of (node.name?.value ?? '').split('\n').entries()) {
        if (index > 0) this.endLine()
        say(line.trim())
      }
      return
    }
    if (role === 'InlineTextBox') return
    if (role === 'LineBreak') {
      this.endLine()
      return
    }
    if (role === 'ListMarker') {
      // The tree gives a marker of a list from right to left in visual order.
      say(/^[•◦▪]/.test(name) ? 'bullet' : name.replace(/^\. *(.+)$/, '$1.'))
      this.goesOn = true
      return
    }
    // A legend or caption is the name of its control, group or table, and has been said with that name.
    if (role === 'Legend' || role === 'caption') return
    // A live region is announced when it changes, not when it is passed.
    if (role === 'status') return
    if (role === 'LabelText') {
      const [control] = this.descendants(node, /^(?:radio|checkbox|textbox|searchbox|combobox)$/)
      if (control) {
        this.endLine()
        this.read(control)
      }
      return
    }
    const apart = (block && !CELL.test(role)) || role in LANDMARKS || role in CONTAINERS
    if (apart) this.endLine()
    if (role in LANDMARKS) {
      // NVDA passes over a region without a name.
      if (name || role !== 'region') say(name, LANDMARKS[role])
      this.endLine()
    } else if (role in CONTAINERS) {
      if (role === 'table') {
        this.row = 0
        this.headings = []
      }
      if (name || !/group/.test(role)) say(CONTAINERS[role], this.sizeOf(node, role), name)
      this.endLine()
    } else if (role in CONTROLS) {
      say(CONTROLS[role], ...this.statesOf(node), name, this.positionOf(node, role))
      if (node.value !== undefined && String(node.value.value) !== name)
        say(String(node.value.value))
      if (apart) this.endLine()
      return
    } else if (role === 'heading') {
      say('heading level', String(this.property(node, 'level')))
      this.goesOn = true
    } else if (role === 'link') {
      say('link', current && 'current page', ...this.statesOf(node))
      this.goesOn = true
    } else if (role === 'row') {
      this.row += 1
      this.nextColumn = 1
      say('row', String(this.row))
      this.goesOn = true
    } else if (CELL.test(role)) {
      this.endLine()
      this.column = this.nextColumn
      this.nextColumn += columns
      const heading = this.headings[this.column]
      say('column', String(this.column), heading)
      if (role === 'columnheader') this.headings[this.column] = name
      this.goesOn = true
    } else if (!SILENT.test(role)) say(role, name)
    for (const child of this.childrenOf(node)) this.read(child)
    if (apart) this.endLine()
    if (role in CONTAINERS && (name || !/group/.test(role))) {
      say('out of', CONTAINERS[role])
      this.endLine()
    }
  }

  private say(words: string, language: string | undefined): void {
    if (!words) return
    if (language && language !== this.language) {
      this.line.push(`[${language}]`)
      this.language = language
    }
    this.line.push(words)
    this.goesOn = false
  }

  private endLine(): void {
    if (this.goesOn) return
    const line = this.line
      .join(' ')
      .replace(/\s+/g, ' ')
      .replace(/ (?=[.,:;!?)،。])|(?<=\() /g, '')
      .trim()
    if (line) this.lines.push(line)
    this.line = []
  }

  private childrenOf(node: Node): Node[] {
    return (node.childIds ?? []).flatMap((id) => this.nodes.get(id) ?? [])
  }

  private property(node: Node, name: string): unknown {
    return node.properties?.find((property) => property.name === name)?.value.value
  }

  private statesOf(node: Node): string[] {
    const states: string[] = []
    const state = (name: string) => this.property(node, name)
    const checked = state('checked')
    if (checked !== undefined) states.push(checked === 'true' ? 'checked' : 'not checked')
    if (state('pressed') === 'true') states.push('pressed')
    if (state('expanded') !== undefined) states.push(state('expanded') ? 'expanded' : 'collapsed')
    if (state('disabled')) states.push('unavailable')
    return states
  }

  /** The size of a list or table: `with 6 items`, or its rows and columns. */
  private sizeOf(node: Node, role: string): string | undefined {
    if (role === 'list') return `with ${this.count(node, /^listitem$/)} items`
    if (role !== 'table') return undefined
    const rows = this.descendants(node, /^row$/)
    const columns = Math.max(0, ...rows.map((row) => this.count(row, /cell|header$/)))
    return `with ${rows.length} rows and ${columns} columns`
  }

  /** The position of a radio button in its group: `2 of 4`. */
  private positionOf(node: Node, role: string): string | undefined {
    if (role !== 'radio') return undefined
    for (const group of this.nodes.values()) {
      if (!/group/.test(group.role?.value ?? '')) continue
      const radios = this.descendants(group, /^radio$/)
      const place = radios.indexOf(node)
      if (place >= 0) return `${place + 1} of ${radios.length}`
    }
    return undefined
  }

  private count(node: Node, role: RegExp): number {
    return this.descendants(node, role).length
  }

  /** The nearest descendants of a role: the items of a nested list do not count for the outer list. */
  private descendants(node: Node, role: RegExp): Node[] {
    return this.childrenOf(node).flatMap((child) =>
      !child.ignored && role.test(child.role?.value ?? '')
        ? [child]
        : child.role?.value === 'list' && !child.ignored
          ? []
          : this.descendants(child, role),
    )
  }
}
