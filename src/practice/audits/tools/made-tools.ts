import { emptyDraft, type ToolContent } from './content.ts'

/** A small tool for tests: one graded section of two questions, one that is only asked. */
export const madeContent: ToolContent = {
  ...emptyDraft,
  introduction: 'Read the record first.',
  grading: {
    outstanding: 'Life is clearly better',
    good: 'The child is safer',
    'requires-improvement': 'Not worse, not yet better',
    inadequate: 'At risk',
  },
  voices: ['worker'],
  sections: [
    {
      key: 'history',
      title: 'History',
      guidance: '',
      isGraded: true,
      questions: [
        {
          key: 'chronology',
          text: 'Is there a chronology?',
          guidance: 'Look at the last year.',
          kind: 'met',
          choices: [],
          isRequired: true,
          asksEvidence: true,
        },
        {
          key: 'siblings',
          text: 'Are brothers and sisters in it?',
          guidance: '',
          kind: 'met',
          choices: [],
          isRequired: true,
          asksEvidence: true,
        },
      ],
    },
    {
      key: 'form',
      title: 'Form',
      guidance: '',
      isGraded: false,
      questions: [
        {
          key: 'held-how',
          text: 'How was it held?',
          guidance: '',
          kind: 'choice',
          choices: [
            { value: 'video', text: 'By video' },
            { value: 'in-person', text: 'In person' },
          ],
          isRequired: true,
          asksEvidence: false,
        },
      ],
    },
  ],
}
