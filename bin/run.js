#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/run.js', import.meta.url);

if (!existsSync(program)) {
  process.stderr.write('optimize is not built yet: run `npm ci` (or `npm run build`) in its folder\n');
  process.exit(2);
}
process.on('SIGINT', () => process.exit(130));
await import(program.href);
