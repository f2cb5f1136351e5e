import { paths } from '../../../paths.ts'

/** The way back to the discussion from everything that is done about it. */
export const backTo = ({ id, reference }: { readonly id: string; readonly reference: string }) => ({
  href: paths.discussion({ discussionId: id }),
  text: `Strategy discussion ${reference}`,
})
