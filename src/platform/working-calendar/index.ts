export { importBankHolidays } from './import.ts'
export { loadCalendar, USUAL_IMPORTED_FILE } from './load.ts'
