#!/usr/bin/env node
// The command `xieli`: the program runs on the Node that came with it, whatever Node starts this launcher.
import { bootstrap } from './bootstrap.mjs';

process.exitCode = await bootstrap('server/src/cli.ts', process.argv.slice(2));
