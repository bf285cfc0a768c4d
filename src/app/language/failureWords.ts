import type { FailureCode } from '#messages/toPage.ts'

const KEPT = 'Everything already on this device stays as it was.'

/** What happened, for somebody who only wants to read, and what can be done about it. */
const WORDS: Partial<Record<FailureCode, [what: string, remedy: string]>> = {
  offline: [
    'There is no network.',
    'Everything on this device can be read; the rest follows by itself.',
  ],
  unreachable: [
    'The publication cannot be reached.',
    'Its host does not answer just now, or does not let other sites read it. It is tried again later.',
  ],
  'not-found': [
    'A file of the publication is missing on its host.',
    `It is tried again later. ${KEPT}`,
  ],
  'login-page': [
    'The network shows a login page instead of the publication.',
    'Open any other site to log in to the network.',
  ],
  blocked: [
    'The host refuses to hand out its publication here.',
    'It may be blocked on this network or in this country; a mirror may help.',
  ],
  redirected: [
    'The address leads to another one.',
    'Open it in the browser and add the address it ends at.',
  ],
  'no-space': ['There is no room left on this device.', `Free some space, then try again. ${KEPT}`],
  cancelled: ['Stopped.', KEPT],
  storage: [
    'The browser refuses to keep anything.',
    'Leave private browsing, or allow this site to store data.',
  ],
  'not-a-publication': [
    'There is no publication at this address.',
    'Check the address: it is the one its site is read at.',
  ],
  'bad-signature': [
    'This edition is not signed with the publisher’s key.',
    `It was refused. ${KEPT}`,
  ],
  'root-mismatch': [
    'The key does not match the fingerprint of this publication.',
    `It was refused: somebody may be imitating it. ${KEPT}`,
  ],
  'wrong-root': [
    'The publisher’s keys do not follow from the ones known here.',
    `The edition was refused. ${KEPT}`,
  ],
  'wrong-publication': ['Another publication answers at this address.', `It was refused. ${KEPT}`],
  rollback: [
    'The host offers an older edition than the one on this device.',
    `It was refused. ${KEPT}`,
  ],
  'from-the-future': [
    'This edition needs a newer version of the app.',
    `Update the app when it is offered. ${KEPT}`,
  ],
}

/** Everything else is a file that is not what was signed, in one way or another. */
const CHANGED: [string, string] = [
  'The edition was damaged or changed on its way.',
  `It was refused. ${KEPT}`,
]

export function failureWords(code: FailureCode): [what: string, remedy: string] {
  return WORDS[code] ?? CHANGED
}
