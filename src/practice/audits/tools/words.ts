import { keysOf } from '#kernel/words'

/** Words of the framework that only its editor needs. */

export const voiceWords = {
  worker: 'The worker',
  child: 'The child',
  parent: 'The parents',
} as const
export const voiceNames = keysOf(voiceWords)

/** Who published what came with Line of Sight: nobody of the authority. */
export const cameWithIt = 'Came with Line of Sight'
