export {
  asTyped,
  choiceOf,
  choicesOf,
  longInput,
  type Option,
  optionsOf,
  pickOf,
  type Question,
  textInput,
  tickOf,
  timeInput,
} from './questions.ts'
