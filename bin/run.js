#!/usr/bin/env node
'use strict';
// A script and no module: Node starts those some 20 ms sooner. Whatever comes before the program itself is said here.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { chunkLoader } = require('./load.js');

const dist = join(__dirname, '../dist');
const [major] = process.versions.node.split('.', 1);

// Ends by its own will, so that whatever was begun is put away: 128 and the number of the signal, as a shell counts.
for (const [signal, code] of [['SIGHUP', 129], ['SIGINT', 130], ['SIGTERM', 143]]) process.on(signal, () => process.exit(code));
if (Number(major) < 20) fail('old-node', `optimize needs Node 20.19 or newer, and this is ${process.versions.node}`, 'install a newer Node');
else if (!existsSync(dist)) fail('not-built', 'optimize is not built yet', 'run `npm ci` (or `npm run build`) in its folder');
else start();

function start() {
  let program;
  try {
    program = chunkLoader(dist)('run.cjs');
  } catch (error) {
    fail('internal', `optimize failed: ${error.message}`, 'this is a bug in optimize, or its installation is damaged; install it again');
    if (process.argv.includes('--debug')) process.stderr.write(`${error.stack}\n`);
    return;
  }
  program.main(process.argv.slice(2));
}

function fail(code, message, hint) {
  if (isReadByProgram(process.argv.join(' '))) process.stdout.write(`${JSON.stringify({ ok: false, error: { code, message, hint } })}\n`);
  process.stderr.write(`${message}\n${hint}\n`);
  process.exitCode = 2;
}

/** Stands in for src/commands/wanted-formats.ts, which may be what is missing. */
function isReadByProgram(line) {
  return / --json\b/.test(line) || / --format[ =](json|sarif|gitlab|junit|agent|score|badge|badge-svg)(:-)?( |$)/.test(line);
}
