/** The audio elements of the shown article. */
const players = new Set<HTMLAudioElement>()

/** @returns a function that forgets the player; to be called before it is removed */
export function addPlayer(player: HTMLAudioElement): () => void {
  players.add(player)
  return () => players.delete(player)
}

/** Pauses all audio of the article but one: of two voices at a time a reader understands neither. */
export function pauseAudio(but?: HTMLAudioElement): void {
  for (const player of players) if (player !== but) player.pause()
}
