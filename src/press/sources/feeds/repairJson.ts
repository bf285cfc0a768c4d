/**
 * JSON as its author meant it: no byte order mark, no line breaks inside strings, which JSON has no
 * place for.
 */
export function repairJson(text: string): string {
  return text.replace(/^\uFEFF|[\u0000-\u001f]+/g, ' ')
}

/**
 * A JSON Feed that was cut off in the middle (a lost connection, a full disk): what is whole is kept.
 * @param text repaired
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
      // An item stands in the list of the feed: two levels stay open around it.
      if (depth === 2 && char === '}') end = at + 1
    }
  }
  return depth > 0 && end > 0 ? `${text.slice(0, end)}]}` : undefined
}
