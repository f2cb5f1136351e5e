import { BlockList, isIP } from 'node:net'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { isLoopbackName, type WebhookSettings } from '../settings.ts'

type Allows = Pick<WebhookSettings, 'allowsOwnNetwork' | 'allowsLoopback'>

const longest = 2000

/** Reads where a subscription listens. What its name leads to is looked at when it is sent to, since that can change. */
export function readTarget(typed: string, allows: Allows): Checked<string> {
  const wrong = (message: string) => invalid({ field: 'url', message })
  if (!URL.canParse(typed)) return wrong('Write a whole address, such as https://case-system.example/line-of-sight')
  const url = new URL(typed)
  if (typed.length > longest) return wrong(`Use an address of at most ${longest} characters`)
  if (url.username !== '' || url.password !== '') return wrong('Leave the name and password out of the address')
  if (url.hash !== '') return wrong('Leave out what stands behind the #: it is never sent')
  const isHere = isLoopbackName(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere && allows.allowsLoopback))
    return wrong('Use an address that begins with https://')
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const fault =
    isIP(literal) === 0 ? (isHere && !allows.allowsLoopback ? onThisMachine : null) : faultOf(literal, allows)
  return fault === null ? ok(url.href) : wrong(fault)
}

const onThisMachine = 'This address is on this very machine: use the address of the other system'

/** Why nothing is sent to this address (IPv4 or IPv6, in digits); null when it may be sent to. */
export function faultOf(address: string, { allowsOwnNetwork, allowsLoopback }: Allows): string | null {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  if (thisMachine.check(address, family)) return allowsLoopback ? null : onThisMachine
  if (nobodys.check(address, family)) return 'This address belongs to no system that could be told'
  if (ownNetwork.check(address, family) && !allowsOwnNetwork)
    return 'This address is inside a network of its own: whoever runs Line of Sight can allow that with WEBHOOK_OWN_NETWORK=yes'
  return null
}

const listOf = (...ranges: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

const thisMachine = listOf('127.0.0.0/8', '::1/128')
const ownNetwork = listOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10')
// Link-local (where clouds keep the keys of a machine), multicast, unspecified, reserved, documentation, and the ranges in
// which an IPv4 address hides inside an IPv6 one.
const nobodys = listOf(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  'fd00:ec2::254/128',
  'fe80::/10',
  'ff00::/8',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
)
