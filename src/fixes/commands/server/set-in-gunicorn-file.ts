import { removeLines } from '../../../documents/edits/whole-lines.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { valueOf } from '../../../model/fact.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import type { Quote } from '../../../text/quotes.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, WantedFact } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { styleOf } from '../../python/style.ts';
import { addressOf, withPart } from '../address.ts';
import { gunicornSetting, type Assignment, type GunicornFile } from './gunicorn-file.ts';
import { osImport } from './os-import.ts';
import { pythonAddress, pythonValue, type PythonValueCode } from './python-value.ts';

/** Writes a setting into gunicorn's configuration file: in the place of its value, or on a line behind the other settings. */
export function setInGunicornFile(wanted: WantedFact, config: GunicornFile, stated: Range | undefined, context: FixContext): Planned {
  const { file } = config;
  const setting = wanted.option ?? gunicornSetting(wanted.fact);
  if (setting === undefined) return refused('gunicorn has no setting for it');
  const assignment = config.settings.findLast(({ name }) => name === setting);
  if (stated !== undefined && !isIn(stated, assignment)) return refused(`a calculation or a condition in ${file.path} decides it`);
  if (wanted.value === undefined) return assignment === undefined ? refused(`${file.path} does not set it`) : edited(file.path, [removeLines(file.text, assignment.statement.range.start, lineEnd(file.text, assignment.statement.range.end - 1))]);
  const change = valueEdit(wanted, assignment, { setting, config, context });
  if ('because' in change) return refused(change.because);
  const edits = change.needsOs ? [...osImport(config, change.edit), change.edit] : [change.edit];
  return edited(file.path, edits);
}

function isIn(range: Range, assignment: Assignment | undefined): boolean {
  return assignment !== undefined && assignment.value.range.start <= range.start && range.end <= assignment.value.range.end;
}

type ValueEdit = { readonly edit: TextEdit; readonly needsOs: boolean } | { readonly because: string };

function valueEdit(wanted: WantedFact, assignment: Assignment | undefined, at: { readonly setting: string; readonly config: GunicornFile; readonly context: FixContext }): ValueEdit {
  const { file, module } = at.config;
  const { quote } = styleOf(file.text, module);
  const value = wanted.value ?? '';
  if (at.setting === 'bind') return bindEdit(wanted, assignment, { ...at, quote });
  const isText = (wanted.option !== undefined && typeof value === 'string') || wanted.fact === 'server.workerClass' || wanted.fact === 'server.forwardedAllowIps';
  return written(at, assignment, pythonValue(value, quote, !isText));
}

type At = { readonly setting: string; readonly config: GunicornFile; readonly context: FixContext };

function written({ setting, config }: At, assignment: Assignment | undefined, { code, needsOs }: PythonValueCode): ValueEdit {
  return { edit: assignment === undefined ? newLine(config, `${setting} = ${code}`) : { range: assignment.value.range, text: code }, needsOs };
}

/** One part of the first address; the other part stays as it is written. */
function bindEdit({ fact, value }: WantedFact, assignment: Assignment | undefined, at: At & { readonly quote: Quote }): ValueEdit {
  const { config: { file }, context, quote } = at;
  const part = fact === 'server.host' ? { host: String(value) } : { port: String(value) };
  if (assignment === undefined) {
    const port = String(valueOf(context.service.facts['server.port']) ?? 8000);
    return written(at, undefined, pythonAddress(withPart({ host: '0.0.0.0', port }, part), quote));
  }
  const literal = firstString(assignment.value);
  const address = literal === undefined ? undefined : addressOf(literal.value);
  if (literal !== undefined && address !== undefined) {
    const own = /^['"]/.exec(file.text.slice(literal.range.start, literal.range.end))?.[0];
    const { code, needsOs } = pythonAddress(withPart(address, part), own === "'" ? "'" : own === '"' ? '"' : quote);
    return { edit: { range: literal.range, text: code }, needsOs };
  }
  return hostEdit(assignment, file.text, { host: fact === 'server.host' ? String(value) : undefined, now: valueOf(context.service.facts['server.host']), path: file.path });
}

/** The only address that is written as one string, or the first of a list of them. */
function firstString(value: PythonExpression): Extract<PythonExpression, { kind: 'string' }> | undefined {
  if (value.kind === 'list' || value.kind === 'tuple') return value.items[0] === undefined ? undefined : firstString(value.items[0]);
  return value.kind === 'string' ? value : undefined;
}

/** The host at the start of an address that is put together: `"127.0.0.1:" + os.environ["PORT"]`. */
function hostEdit({ value }: Assignment, text: string, { host, now, path }: { readonly host: string | undefined; readonly now: string | undefined; readonly path: string }): ValueEdit {
  const source = text.slice(value.range.start, value.range.end);
  const index = now === undefined ? -1 : source.indexOf(`${now}:`);
  if (host === undefined || now === undefined || index === -1 || source.includes(now, index + 1)) return { because: `the address in ${path} is put together in a way that is not followed` };
  const start = value.range.start + index;
  return { edit: { range: { start, end: start + now.length }, text: host }, needsOs: false };
}

/** Settings of the workers, which people keep together. */
const OF_WORKERS = new Set(['workers', 'worker_class', 'threads', 'worker_connections']);

/** A line behind the other settings of the workers, else behind the last setting of the file; a comment above that one is not about the new line. */
function newLine({ file: { text }, settings, module }: GunicornFile, line: string): TextEdit {
  const newline = newlineOf(text);
  const related = settings.findLast(({ name }) => OF_WORKERS.has(name))?.statement;
  const last = related ?? settings.at(-1)?.statement ?? module.body.at(-1);
  const end = lineEnd(text, Math.max((last?.range.end ?? text.length) - 1, 0));
  const start = last === undefined ? 0 : lineStart(text, last.range.start);
  const above = start === 0 ? undefined : lineStart(text, start - 1) + indentAt(text, start - 1).length;
  const isExplained = related === undefined && module.comments.some((comment) => comment.start === above);
  const gap = isExplained ? newline : '';
  return text.slice(0, end).endsWith('\n') || end === 0 ? insertAt(end, `${gap}${line}${newline}`) : insertAt(end, `${newline}${gap}${line}`);
}
