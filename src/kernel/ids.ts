import { v7, validate } from 'uuid'

/** A new record id: UUID version 7, so ids sort by the moment they were made and index pages stay dense. */
export const newId = (): string => v7()

/** True for any well-formed UUID: what a path or a form must hold before it may reach SQL. */
export const isId = (text: string): boolean => validate(text)
