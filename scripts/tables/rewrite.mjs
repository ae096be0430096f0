// Rewrites the tables of rules/data line by line, so that comments, order and layout stay.
import { newestLongTerm, ownDates, releasesOf } from './sources.mjs';

const LINE = /^(\s*- \{ line: ")([^"]+)(", endOfLife: ")([^"]+)(" \}\s*)$/;
const SOURCE = /^(\s+source: https:\/\/github\.com\/endoflife-date\/endoflife\.date\/blob\/)[^/]+(\/products\/([\w-]+)\.md.*)$/;

/**
 * The text of end-of-life.yaml with the dates of the sources, and what changed. A table whose product the folder lacks stays as it is,
 * with its day. `commit` names the copy of endoflife.date.
 */
export function refreshLifecycles(text, { folder, commit, day }) {
  const changes = [];
  const lines = [];
  let table;
  for (const line of text.split('\n')) {
    const source = SOURCE.exec(line);
    if (/^[\w-]+:/.test(line)) table = { name: line.slice(0, line.indexOf(':')), releases: undefined, isFirst: true };
    if (source !== null && table !== undefined) {
      Object.assign(table, { product: source[3], releases: releasesOf(folder, source[3]) });
      if (table.releases === undefined) changes.push(`${table.name}: no copy of ${source[3]}.md, left as it is`);
      else compareWithOwn(table, folder, changes);
    }
    if (table?.releases === undefined) lines.push(line);
    else if (source !== null) lines.push(`${source[1]}${commit}${source[2]}`);
    else if (/^\s+checked:/.test(line)) lines.push(line.replace(/"[^"]*"/, `"${day}"`));
    else lines.push(...refreshedLine(line, table, changes));
  }
  return { text: lines.join('\n'), changes };
}

/** A line with its date as it is now; before the first one stand those of newer releases. */
function refreshedLine(line, table, changes) {
  const match = LINE.exec(line);
  if (match === null) return [line];
  const [, head, name, middle, before, tail] = match;
  const index = table.releases.findIndex(({ names }) => names.includes(name));
  const added = table.isFirst ? table.releases.slice(0, Math.max(index, 0)).filter(({ end }) => end !== undefined) : [];
  const hasNames = table.isFirst && index !== -1 && table.releases[index].names.length > 1 && table.name === 'debian';
  table.isFirst = false;
  const newer = added.flatMap(({ names, end }) => (hasNames ? names : names.slice(0, 1)).map((each) => ({ each, end })));
  for (const { each, end } of newer) changes.push(`${table.name} ${each}: new, ends ${end}`);
  const { end } = table.releases[index] ?? {};
  if (index === -1) changes.push(`${table.name} ${name}: no longer in the source, kept`);
  else if (end === undefined) changes.push(`${table.name} ${name}: the source announces no end any more, kept`);
  else if (end !== before) changes.push(`${table.name} ${name}: ${before} -> ${end}`);
  return [...newer.map(({ each, end: date }) => `${head}${each}${middle}${date}${tail}`), `${head}${name}${middle}${end ?? before}${tail}`];
}

/** Says where the project itself publishes another date; a month agrees with each of its days. */
function compareWithOwn(table, folder, changes) {
  const own = ownDates(folder, table.product);
  for (const { names: [name], end } of table.releases) {
    const published = own.get(name);
    if (end !== undefined && published !== undefined && !end.startsWith(published)) {
      changes.push(`${table.name} ${name}: endoflife.date says ${end}, the project ${published}`);
    }
  }
}

/** The text of builders.yaml with the newest long-term line of Node, and what changed. */
export function refreshBuilders(text, { folder, day }) {
  const newest = newestLongTerm(folder, day);
  const table = /(^node-lts:\n\s+source:[^\n]*\n\s+checked: ")([^"]*)("\n\s+value: ")([^"]*)(")/m.exec(text);
  if (newest === undefined || table === null) return { text, changes: ['node-lts: no copy of the schedule of Node, left as it is'] };
  const [all, head, , middle, before, tail] = table;
  return {
    text: text.replace(all, `${head}${day}${middle}${newest}${tail}`),
    changes: before === newest ? [] : [`node-lts: ${before} -> ${newest}`],
  };
}
