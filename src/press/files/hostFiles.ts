/**
 * The entries that hosts and version control keep at the top of a published folder, and that desktops leave in any folder.
 * The press never writes, changes or deletes these, and a folder that holds nothing else counts as empty.
 */
const HOST_FILES = new Set([
  '.git',
  '.gitattributes',
  '.gitignore',
  '.gitkeep',
  '.github',
  '.htaccess',
  '.htpasswd',
  '.domains',
  '.nojekyll',
  '.netlify',
  '.vercel',
  '.well-known',
  '.DS_Store',
  'CNAME',
  'Thumbs.db',
  '_headers',
  '_redirects',
  '_routes.json',
  'desktop.ini',
  'netlify.toml',
  'vercel.json',
])

/** @param name an entry at the top of a published folder */
export function isHostFile(name: string): boolean {
  return HOST_FILES.has(name)
}
