// What the rules say of real projects that run on a platform: each project gets a live state that is made up from itself, as its owner would
// have it, through the double of the railway CLI. On a healthy platform every finding of a live rule is to be read; with --faults about a third of
// the services get a fault each, which must be found there.
// usage: node scripts/live-corpus.mjs FOLDER OUTPUT-FOLDER [--settings files|defaults] [--faults] [--seed NUMBER] [--sample COUNT] [--only NAME]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { plantFaults } from './live-corpus/faults.mjs';
import { isLiveRule, shownFinding } from './live-corpus/findings.mjs';
import { answersOf, platformOf } from './live-corpus/platform.mjs';
import { randomOf } from './live-corpus/random.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [program, double] = [here('../bin/run.js'), here('../test/railway/double/railway')];
const { values, positionals: [folder, output] } = parseArgs({
  allowPositionals: true,
  options: {
    settings: { type: 'string', default: 'files' }, faults: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' }, sample: { type: 'string' }, only: { type: 'string', default: '' },
  },
});
if (folder === undefined || output === undefined) {
  process.stderr.write('name the folder that holds the projects, and one for the live states and reports\n');
  process.exit(2);
}
mkdirSync(output, { recursive: true });

const AS_OF = '2026-11-26';
const totals = { services: 0, joined: 0, live: 0, turned: 0, decided: 0, undecided: 0, planted: 0, missed: 0 };
const others = [];
for (const name of readdirSync(folder).sort()) {
  const root = resolve(folder, name);
  if (name.includes(values.only) && statSync(root).isDirectory()) scanBoth(name, root);
}
const sample = values.sample === undefined ? others : sampled(others, Number(values.sample));
process.stdout.write(`\nfindings of other rules that came with the live state: ${others.length}, shown ${sample.length}\n${sample.join('')}`);
process.stdout.write(`${Object.entries(totals).map(([key, count]) => `${key} ${count}`).join('  ')}\n`);
process.exitCode = totals.missed > 0 ? 1 : 0;

function scanBoth(name, root) {
  const before = filesAlone(name, root);
  if (before === undefined) return;
  const platform = platformOf(root, before, { settings: values.settings, seed: values.seed });
  const planted = values.faults ? plantFaults(platform, before, randomOf(`${values.seed} faults ${name}`), root) : [];
  const state = join(output, `${name}.live.json`);
  if (!pull(root, state, answersOf(platform))) return;
  const after = reportOf(name, root, ['--live-from', state]);
  if (after === undefined) return;
  writeFileSync(join(output, `${name}.report.json`), JSON.stringify(after, undefined, 1));
  totals.services += before.services.length;
  totals.joined += after.services.filter(({ name: service }) => after.verdicts.some((verdict) => verdict.service === service && verdict.rule === 'deploy/newest-deployment' && verdict.outcome === 'pass')).length;
  compare(name, before, after);
  if (values.faults) tellPlanted(name, planted, after);
}

/** The report of the files alone, which the output folder keeps for the next run. */
function filesAlone(name, root) {
  const kept = join(output, `${name}.before.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const report = reportOf(name, root, []);
  if (report !== undefined) writeFileSync(kept, JSON.stringify(report));
  return report;
}

/** Writes the export as `optimize railway pull` does, out of what the double answers. */
function pull(root, file, answers) {
  const given = `${file}.answers`;
  writeFileSync(given, JSON.stringify(answers));
  const { status, stderr } = optimize(['railway', 'pull', root, '--environment', 'production', '--output', file], { OPTIMIZE_RAILWAY_BIN: double, RAILWAY_DOUBLE_STATE: given });
  if (status !== 0) process.stdout.write(`!! ${root}: ${stderr}\n`);
  return status === 0 && existsSync(file);
}

function reportOf(name, root, words) {
  const { status, stdout, stderr } = optimize(['scan', root, '--as-of', AS_OF, '--format', 'json', ...words]);
  if (status === 0) return JSON.parse(stdout);
  process.stdout.write(`!! ${name}: ${stderr}\n`);
  return undefined;
}

function optimize(words, variables = {}) {
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', timeout: 120_000, maxBuffer: 1e9, env: { ...process.env, NO_COLOR: '1', ...variables } });
}

function compare(name, before, after) {
  const old = new Map(before.verdicts.map(({ rule, service, outcome }) => [`${rule} ${service}`, outcome]));
  const known = new Set(before.findings.map(({ id }) => id));
  for (const { rule, service, outcome, because } of after.verdicts) {
    const was = old.get(`${rule} ${service}`);
    if (was === 'undecided' && outcome !== 'undecided') totals.decided += 1;
    if (outcome === 'undecided') {
      totals.undecided += 1;
      process.stdout.write(`${name}  ${service}\n    ${rule} undecided${was === 'undecided' ? ' as before' : ` (was ${was})`}: ${because}\n`);
    }
  }
  for (const finding of after.findings.filter(({ id }) => !known.has(id))) {
    const was = old.get(`${finding.rule} ${finding.service}`);
    const text = shownFinding(name, finding, was);
    if (isLiveRule(finding.rule)) totals.live += 1;
    else others.push(text);
    if (was === 'pass') totals.turned += 1;
    if (isLiveRule(finding.rule)) process.stdout.write(text);
  }
}

function tellPlanted(name, planted, { findings }) {
  for (const { rule, service, what } of planted) {
    const isFound = findings.some((finding) => finding.rule === rule && finding.service === service);
    totals.planted += 1;
    if (!isFound) totals.missed += 1;
    process.stdout.write(`${name}  ${service}\n    ${isFound ? 'found' : '!! MISSED'}: ${rule} (${what})\n`);
  }
}

function sampled(all, count) {
  const random = randomOf(`${values.seed} sample`);
  return all.map((text) => ({ text, order: random.next() })).sort((a, b) => a.order - b.order).slice(0, count).map(({ text }) => text);
}
