import type { Route } from '#platform/http'
import { changeLearningPage } from './change.ts'
import { learningPage } from './list.ts'
import { newLearningPage } from './new.ts'

export const learningPages: readonly Route[] = [learningPage, newLearningPage, changeLearningPage]
