import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf, readTarget } from './target.ts'

const strict = { allowsOwnNetwork: false, allowsLoopback: false }
const own = { allowsOwnNetwork: true, allowsLoopback: false }
const trying = { allowsOwnNetwork: false, allowsLoopback: true }

const isTaken = (url: string, allows = strict): boolean => readTarget(url, allows).ok

test('an address begins with https, and holds no password and nothing behind a #', () => {
  assert.ok(isTaken('https://case-system.example/line-of-sight?tenant=7'))
  for (const wrong of [
    'case-system.example',
    'http://case-system.example/',
    'ftp://case-system.example/',
    'javascript:alert(1)',
    'https://user:word@case-system.example/',
    'https://case-system.example/#here',
    `https://case-system.example/${'long'.repeat(600)}`,
  ])
    assert.ok(!isTaken(wrong), wrong)
})

test('this very machine is told only where the product itself is tried on one', () => {
  for (const here of ['http://localhost:3000/', 'http://127.0.0.1:3000/', 'http://[::1]:3000/', 'https://localhost/']) {
    assert.ok(!isTaken(here), here)
    assert.ok(isTaken(here, trying), here)
  }
  assert.ok(!isTaken('http://case-system.example/', trying))
})

test('the council’s own network is told only when whoever runs it said so', () => {
  for (const inside of ['https://10.1.2.3/', 'https://172.20.0.1/', 'https://192.168.1.1/', 'https://[fd12::1]/']) {
    assert.ok(!isTaken(inside), inside)
    assert.ok(isTaken(inside, own), inside)
  }
})

test('an address is read as the machine reads it, however it is written', () => {
  for (const here of ['https://2130706433/', 'https://0x7f.1/', 'https://127.1/', 'https://[::ffff:127.0.0.1]/'])
    assert.ok(!isTaken(here, own), here)
  for (const address of ['::ffff:10.0.0.1', '::ffff:192.168.0.9']) assert.notEqual(faultOf(address, strict), null)
  for (const address of ['::ffff:169.254.169.254', '::7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::'])
    assert.notEqual(faultOf(address, own), null, address)
})

test('where clouds keep the keys of a machine, nothing is sent whatever is allowed', () => {
  const everything = { allowsOwnNetwork: true, allowsLoopback: true }
  for (const address of ['169.254.169.254', '168.63.129.16', '100.100.100.200', 'fd00:ec2::254', 'fe80::1', '0.0.0.0'])
    assert.notEqual(faultOf(address, everything), null, address)
  assert.equal(faultOf('93.184.215.14', strict), null)
  assert.equal(faultOf('2606:2800:21f:cb07:6820:80da:af6b:8b2c', strict), null)
})
