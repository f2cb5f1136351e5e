export { asSystem, type Identity, type LinkIdentity, type PersonIdentity, type SystemIdentity } from './identity.ts'
export { access, allows, isOutsider, type Permission } from './permissions.ts'
export { isRole, type Role, roleNames, roles } from './roles.ts'
