// What the local copies of the sources say of the end of releases. Nothing is fetched.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Products whose date is another field than `eol`, or of which only some releases count. */
const SPECIAL = {
  debian: { field: 'eoes' },
  ubuntu: { field: 'eol', counts: (release) => release.lts === true },
};

/**
 * Releases of a product of https://github.com/endoflife-date/endoflife.date, newest first: `{ names, end }`, where names are the number
 * and the code name in lower case, and `end` is undefined where none is announced. Undefined where the folder has no such product.
 */
export function releasesOf(folder, product) {
  const path = ['products', 'endoflife.date/products'].map((part) => join(folder, part, `${product}.md`)).find((each) => existsSync(each));
  if (path === undefined) return undefined;
  const [, head] = readFileSync(path, 'utf8').split(/^---[ \t]*\r?$/m);
  const { field = 'eol', counts = () => true } = SPECIAL[product] ?? {};
  return (parse(head ?? '')?.releases ?? []).filter(counts).map((release) => ({
    names: [String(release.releaseCycle), ...(release.codename === undefined ? [] : [String(release.codename).toLowerCase()])],
    end: dateOf(release[field] ?? release.eol),
  }));
}

function dateOf(value) {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

/** The ends that the project itself publishes, by line: a whole date or a month. Empty where the folder has no copy. */
export function ownDates(folder, product) {
  if (product === 'python') return fromFile(folder, ['release-cycle.json', 'include/release-cycle.json'], (line) => line, (release) => release.end_of_life);
  if (product === 'nodejs') return fromFile(folder, NODE_SCHEDULES, (line) => line.replace(/^v/, ''), (release) => release.end);
  return new Map();
}

const NODE_SCHEDULES = ['schedule.json', 'release-schedule.json', 'node-releases/data/release-schedule/release-schedule.json'];

function fromFile(folder, names, lineOf, endOf) {
  const path = names.map((name) => join(folder, name)).find((each) => existsSync(each));
  if (path === undefined) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8'))).map(([line, release]) => [lineOf(line), endOf(release)]));
}

/** The newest line of Node that is in long-term support on a day; undefined where the folder has no copy of the schedule. */
export function newestLongTerm(folder, day) {
  const path = NODE_SCHEDULES.map((name) => join(folder, name)).find((each) => existsSync(each));
  if (path === undefined) return undefined;
  const lines = Object.entries(JSON.parse(readFileSync(path, 'utf8'))).filter(([, { lts, end }]) => lts !== undefined && lts <= day && end > day);
  return lines.map(([line]) => Number(line.replace(/^v/, ''))).sort((a, b) => a - b).at(-1)?.toString();
}
