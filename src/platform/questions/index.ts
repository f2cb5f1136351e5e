export {
  asTyped,
  choiceOf,
  choicesOf,
  longInput,
  type Option,
  pickOf,
  type Question,
  textInput,
  tickOf,
  timeInput,
} from './questions.ts'
