import { answerProblems } from './answering.ts'

// The entry of the thread that solves.
answerProblems()
