// Rewrites the dated tables of rules/data from local copies of their sources, and prints what changed.
// usage: node scripts/refresh-tables.mjs FOLDER --checked DAY --commit COMMIT [--tables FOLDER]
// FOLDER holds the folder `products` of https://github.com/endoflife-date/endoflife.date at COMMIT and, to compare with,
// release-cycle.json of https://github.com/python/devguide and schedule.json of https://github.com/nodejs/Release.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { refreshBuilders, refreshLifecycles } from './tables/rewrite.mjs';

const { values: { checked: day, commit, tables }, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: {
    checked: { type: 'string' }, commit: { type: 'string' },
    tables: { type: 'string', default: fileURLToPath(new URL('../rules/data/', import.meta.url)) },
  },
});
if (folder === undefined || !existsSync(folder)) stop('name the folder that holds the copies of the sources');
if (!/^\d{4}-\d{2}-\d{2}$/.test(day ?? '')) stop('give the day on which the sources were read: --checked 2026-11-22');
if (!/^[0-9a-f]{7,40}$/.test(commit ?? '')) stop('give the commit of endoflife.date: --commit a70eca3');

const changes = [...rewritten('end-of-life.yaml', refreshLifecycles), ...rewritten('builders.yaml', refreshBuilders)];
process.stdout.write(changes.length === 0 ? 'nothing changed but the day\n' : `${changes.join('\n')}\n`);

function rewritten(name, refresh) {
  const path = join(tables, name);
  const made = refresh(readFileSync(path, 'utf8'), { folder, commit, day });
  writeFileSync(path, made.text);
  return made.changes;
}

function stop(problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
