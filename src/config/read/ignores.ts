import type { DataEntry, DataNode } from '../../documents/data.ts';
import { declared } from '../../model/fact.ts';
import { folderOf } from '../../model/files.ts';
import type { Ignore, IgnoreScope } from '../../model/ignore.ts';
import { isDay } from '../../text/day.ts';
import { patternInProject } from '../paths.ts';
import { itemsOf, knownEntries, note, textOf, writtenOf, type Reading } from './reading.ts';
import { noteUnknown } from './rules.ts';

/** Findings that the file accepts. Those of files outside the scanned folder are left out: they are about another part of the repository. */
export function readIgnores(reading: Reading, entry: DataEntry | undefined): readonly Ignore[] {
  if (entry === undefined) return [];
  return itemsOf(reading, entry.value, 'ignores').flatMap((item) => {
    const ignore = ignoreFrom(reading, item);
    return ignore === undefined ? [] : [ignore];
  });
}

function ignoreFrom(reading: Reading, node: DataNode): Ignore | undefined {
  if (node.kind !== 'object') return note(reading, node.range, 'this ignores nothing', 'an entry of ignores holds rule and reason, and may hold path, anchor, service and until');
  const entries = knownEntries(reading, node, 'an entry of ignores', ['rule', 'path', 'anchor', 'service', 'reason', 'until']);
  const rule = ruleOf(reading, node, entries.get('rule'));
  const reason = reasonOf(reading, node, entries.get('reason'));
  const until = untilOf(reading, entries.get('until'));
  const scope = scopeOf(reading, entries);
  if (rule === undefined || reason === undefined || scope === undefined) return undefined;
  const at = declared('ignore', writtenOf(reading, node).trimEnd(), reading.file, trimmed(reading, node));
  return { rule, reason, ...(until === undefined ? {} : { until }), at, in: 'configuration', scope };
}

/** Undefined where the path lies outside of the project. */
function scopeOf(reading: Reading, entries: ReadonlyMap<string, DataEntry>): IgnoreScope | undefined {
  const given = ['path', 'anchor', 'service'].flatMap((key) => {
    const entry = entries.get(key);
    const value = entry === undefined ? undefined : textOf(reading, entry.value, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const { path, ...others }: { readonly path?: string } = Object.fromEntries(given);
  if (path === undefined) return { kind: 'entry', ...others };
  const inProject = patternInProject(reading.context.folder, folderOf(reading.file.path), path);
  return inProject === undefined ? undefined : { kind: 'entry', path: inProject, ...others };
}

function ruleOf(reading: Reading, parent: DataNode, entry: DataEntry | undefined): string | undefined {
  if (entry === undefined) return note(reading, parent.range, 'this entry of ignores names no rule', 'add the rule: `rule: server/workers`');
  const rule = textOf(reading, entry.value, 'rule');
  if (rule !== undefined && !reading.context.known.rules.includes(rule)) noteUnknown(reading, rule, entry.value.range);
  return rule;
}

function reasonOf(reading: Reading, parent: DataNode, entry: DataEntry | undefined): string | undefined {
  if (entry === undefined) return note(reading, parent.range, 'this entry of ignores has no reason', 'add why: `reason: "runs behind our own proxy"`');
  return textOf(reading, entry.value, 'reason');
}

/** A day of the calendar, `2027-01-31`. TOML has dates of its own. */
function untilOf(reading: Reading, entry: DataEntry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  const { value: node } = entry;
  const text = node.kind === 'date' ? writtenOf(reading, node) : String(node.kind === 'string' ? node.value : '');
  if (isDay(text)) return text;
  return note(reading, node.range, `"${writtenOf(reading, node).slice(0, 40)}" is no day`, 'until is the last day on which it holds: 2027-01-31');
}

/** Without the blanks and line ends that YAML counts to the last value of a block. */
function trimmed(reading: Reading, node: DataNode): { readonly start: number; readonly end: number } {
  return { start: node.range.start, end: node.range.start + writtenOf(reading, node).trimEnd().length };
}
