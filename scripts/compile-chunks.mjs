// Runs the built program on example projects and keeps what V8 compiled on the way, beside each chunk. The next start of the
// same version of Node reads it instead of compiling; every other version ignores it. Part of the build.
// usage: node scripts/compile-chunks.mjs FOLDER
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chunkLoader } from '../bin/load.js';

const [dist] = process.argv.slice(2);
const projects = ['fastapi-railway', 'express-railway-ts'].map((name) => fileURLToPath(new URL(`../test/projects/${name}`, import.meta.url)));
const scripts = new Map();

const { main } = chunkLoader(dist, (filename, script) => scripts.set(filename, script))('run.cjs');
for (const project of projects) {
  await main(['scan', project]);
  await main(['scan', project, '--json']);
}
for (const [filename, script] of scripts) writeFileSync(`${filename}.compiled`, script.createCachedData());
