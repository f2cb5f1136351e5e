export { registerLinks } from './register.ts'
export {
  type LinkAsked,
  type LinkRoute,
  linkDownload,
  linkPage,
  type OpenLink,
} from './route.ts'
export { endLinks, findLink, type Link, listLinks, makeLink, renewLink, type WantedLink } from './store.ts'
