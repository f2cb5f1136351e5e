#!/usr/bin/env node
import { handOver, install } from './hand-over.js'

install()
handOver('src/main.ts', process.argv.slice(2))
