import type { FirstTool } from './asked.ts'
import { historyToAssessment } from './case-file-begins.ts'
import { oversightToImpact } from './case-file-ends.ts'
import { planToPartnership } from './case-file-works.ts'

/** Practice §6: one child's case file, each section graded with its written reason. */
export const caseFile: FirstTool = {
  key: 'case-file',
  name: 'Case file',
  subject: 'child',
  content: {
    introduction: `Read the file as if you were to take over this child tomorrow, and look at the last twelve months closely. Speak with the worker; where it is safe and the team agrees, ask the child and the parents how it was for them.

Grade each section and then the whole, each with a written reason. The whole is not the average: weigh what mattered most to this child. Ask of every section what was better for the child because of it. A form that is there helped nobody by being there; a missing one may have mattered or not, and you say which.`,
    grading: {
      outstanding:
        'The child’s life is clearly better for this work, and it would not be without the skill it took. The child and family are known as people, the work changed when they did, and others could learn from it.',
      good: 'The child is safer or better looked after than before, or is kept so. Needs were understood, the plan fits them and is followed, the child was listened to, and managers noticed and corrected what slipped.',
      'requires-improvement':
        'Things are not worse for the child, but not as good as they could be: delay, a plan that does not bite, a child whose voice is hard to find, oversight that notes but does not steer. The child is not left at risk.',
      inadequate:
        'The child is, or was for a time, at risk of harm or went without help they needed, because of what was done or not done. Raise a worry for the child’s safety at once if they may still be at risk.',
    },
    voices: ['worker', 'child', 'parent'],
    sections: [...historyToAssessment, ...planToPartnership, ...oversightToImpact],
  },
}
