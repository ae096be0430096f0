// What the rules say of real projects: verdicts of each rule over all services, and the findings to read and judge.
// usage: node scripts/verdicts.mjs FOLDER [--rule ID]... [--sample COUNT] [--seed NUMBER] [--undecided]
// With --rule it lists that rule's findings (a random COUNT of them with --sample), with --undecided the reasons of its undecided verdicts.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const { values, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: 'string', multiple: true }, sample: { type: 'string' }, seed: { type: 'string', default: '1' },
    undecided: { type: 'boolean', default: false }, 'as-of': { type: 'string', default: '2026-11-22' },
  },
});
if (folder === undefined) {
  process.stderr.write('name the folder that holds the projects\n');
  process.exit(2);
}

const wanted = values.rule === undefined ? undefined : new Set(values.rule);
const counts = new Map();
const found = new Map();
for (const name of readdirSync(folder).sort()) {
  const root = join(folder, name);
  if (!statSync(root).isDirectory()) continue;
  const report = reportOf(root);
  for (const { rule, service, outcome, because } of report.verdicts) {
    const count = entryOf(counts, rule, () => ({ pass: 0, fail: 0, undecided: 0, 'not-applicable': 0, ignored: 0 }));
    count[outcome] += 1;
    if (values.undecided && outcome === 'undecided') entryOf(found, rule, () => []).push(`${name}  ${service}\n    undecided: ${because}`);
  }
  for (const finding of report.findings) if (!values.undecided) entryOf(found, finding.rule, () => []).push(shown(name, finding));
}
for (const rule of [...counts.keys()].sort()) if (wanted === undefined || wanted.has(rule)) print(rule);
printSum();

function reportOf(root) {
  const run = spawnSync(process.execPath, [program, 'scan', root, '--as-of', values['as-of'], '--format', 'json'], { encoding: 'utf8', timeout: 120_000, maxBuffer: 1e9 });
  if (run.status !== 0) {
    process.stderr.write(`${root}: ${run.stderr}\n`);
    return { verdicts: [], findings: [] };
  }
  return JSON.parse(run.stdout);
}

function entryOf(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

function shown(name, { service, severity, message, evidence }) {
  const places = evidence.map(({ provenance, file }) => (provenance?.file === undefined ? (file ?? provenance?.kind ?? '') : `${provenance.file}${provenance.start === undefined ? '' : `:${provenance.start.line}`}`));
  return `${name}  ${service}\n    ${severity}: ${message}\n    ${places.join('  ')}`;
}

function print(rule) {
  const count = counts.get(rule);
  process.stdout.write(`${rule}  fail ${count.fail}  pass ${count.pass}  undecided ${count.undecided}  not-applicable ${count['not-applicable']}  findings ${(found.get(rule) ?? []).length}\n`);
  if (wanted === undefined) return;
  const all = found.get(rule) ?? [];
  for (const text of values.sample === undefined ? all : sampled(all, Number(values.sample))) process.stdout.write(`  ${text}\n`);
}

/** The same seed gives the same sample (mulberry32). */
function sampled(all, count) {
  let state = Number(values.seed);
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return all.map((text) => ({ text, order: random() })).sort((a, b) => a.order - b.order).slice(0, count).map(({ text }) => text);
}

function printSum() {
  const all = [...counts.values()];
  const sum = (outcome) => all.reduce((total, count) => total + count[outcome], 0);
  const [pass, fail, undecided] = [sum('pass'), sum('fail'), sum('undecided')];
  process.stdout.write(`all rules  fail ${fail}  pass ${pass}  undecided ${undecided} (${(100 * undecided / (pass + fail + undecided)).toFixed(1)} % of what applies)\n`);
}
