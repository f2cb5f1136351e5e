#!/usr/bin/env node
import { handOver, install } from './hand-over.js'

install()
handOver('bench/scale/run.ts', process.argv.slice(2))
