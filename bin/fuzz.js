#!/usr/bin/env node
import { handOver, install } from './hand-over.js'

install()
handOver('test/fuzz/run.ts', process.argv.slice(2))
