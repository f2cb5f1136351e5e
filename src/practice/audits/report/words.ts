export const voiceWords = { worker: 'Worker', child: 'Child', parent: 'Parents' } as const
export type Voice = keyof typeof voiceWords
