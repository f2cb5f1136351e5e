import { constants, getPriority, setPriority } from 'node:os'
import { answerProblems } from './answering.ts'

// The entry of the thread that solves. On Linux the priority is the thread's own, not the process's: pages come first.
setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL))
answerProblems()
