/**
 * Stands in mail for the token of a link until the message is sent: as long as one, and written like one, so that
 * `path({ token: tokenToCome })` makes the address, and lines folded around it stay as they are.
 */
export const tokenToCome = 'the-token-is-made-when-this-mail-is-sent___'
