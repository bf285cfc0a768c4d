/** Removes from JSON a byte order mark and the line breaks inside strings, which JSON does not allow. */
export function repairJson(text: string): string {
  return text.replace(/^\uFEFF|[\u0000-\u001f]+/g, ' ')
}

/**
 * Closes a JSON Feed that was cut off in the middle (a lost connection, a full disk), and keeps its whole items. The
 * library jsonrepair, which reads JSON-LD, would close the half item too and publish it, and takes hours for 16 MiB of quotes.
 * @param text a repaired feed
 */
export function closeTruncatedJson(text: string): string | undefined {
  let inString = false
  let depth = 0
  let end = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at += 1
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') {
      depth -= 1
      // An item ends where two levels stay open around it: the feed and its list.
      if (depth === 2 && char === '}') end = at + 1
    }
  }
  return depth > 0 && end > 0 ? `${text.slice(0, end)}]}` : undefined
}
