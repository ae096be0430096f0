#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chunkLoader } from './load.js';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

if (!existsSync(dist)) {
  process.stderr.write('optimize is not built yet: run `npm ci` (or `npm run build`) in its folder\n');
  process.exit(2);
}
process.on('SIGINT', () => process.exit(130));
await chunkLoader(dist)('run.cjs').main(process.argv.slice(2));
