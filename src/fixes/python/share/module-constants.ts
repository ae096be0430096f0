import type { PythonFile } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import type { Planned } from '../../../model/change.ts';
import { edited, refused } from '../../planned.ts';
import { editsOf, noEdits } from './block-edits.ts';
import { constantName } from './constant-names.ts';
import { anchorFor, constantsBelow } from './constant-place.ts';
import { HTTPX_CLIENT } from './makers.ts';
import { commentBehind, movedText } from './moved-text.ts';
import { withPrePing } from './pre-ping.ts';
import { released } from './release.ts';
import { isBoundOnce, type Usage } from './usage.ts';
import { needsOf, whyTooEarly } from './values.ts';

/** What several functions make in the same words. */
type Group = readonly [Usage, ...Usage[]];

/** Makes what functions of a file make once, as constants of the module. */
export function sharedByModule(program: Program, file: PythonFile, usages: readonly Usage[]): Planned {
  const { source: { text }, tree, path } = file;
  const taken = new Set<string>();
  const needed = { names: new Set<string>(), readsEnvironment: false };
  const lines: string[] = [];
  const blocks = noEdits();
  for (const group of groupsOf(file, usages)) {
    const needs = needsIn(program, group);
    if ('because' in needs) return refused(needs.because);
    for (const name of needs.names) needed.names.add(name);
    needed.readsEnvironment ||= needs.readsEnvironment;
    const name = constantName(file, group, { taken, others: usages.filter((usage) => !group.includes(usage)) });
    if (name === undefined) return refused(`every name for it has another meaning in ${path}`);
    taken.add(name);
    lines.push(lineOf(file, group[0], name));
    for (const usage of group) {
      const because = whyNotOnce(usage, group) ?? released(usage, name, blocks);
      if (because !== undefined) return refused(because);
    }
  }
  const early = needed.readsEnvironment ? whyTooEarly(program, file) : undefined;
  const anchor = anchorFor(file, { ...needed, names: [...needed.names] });
  const edits = editsOf(text, tree, blocks);
  if (early !== undefined || anchor === undefined || edits === undefined) return refused(early ?? `its lines in ${path} lie in one another`);
  return edited(path, [constantsBelow(text, anchor, lines), ...edits]);
}

function groupsOf(file: PythonFile, usages: readonly Usage[]): readonly Group[] {
  const groups = new Map<string, [Usage, ...Usage[]]>();
  for (const usage of usages) {
    const text = writtenIn(file, usage).replace(/\s+/g, ' ');
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [usage]);
    else group.push(usage);
  }
  return [...groups.values()];
}

/** What is made, in the words of the file: `httpx.get(...)` makes a plain client. */
function writtenIn(file: PythonFile, { maker, site, form, whole }: Usage): string {
  const { text } = file.source;
  if (maker === HTTPX_CLIENT && form.kind === 'inline' && whole.end < site.call.range.end) return `${text.slice(whole.start, whole.end)}.Client()`;
  return text.slice(site.call.range.start, site.call.range.end);
}

function needsIn(program: Program, [{ site, maker, whole, form }]: Group): ReturnType<typeof needsOf> {
  const isMethod = form.kind === 'inline' && whole.end < site.call.range.end && whole.start === site.call.range.start && maker === HTTPX_CLIENT;
  return needsOf(program, isMethod ? { ...site, call: { ...site.call, arguments: [] } } : site, maker.library);
}

/** `client = httpx.AsyncClient(timeout=3)  # the comment that stood behind it`. */
function lineOf(file: PythonFile, usage: Usage, name: string): string {
  const { form, site } = usage;
  const head = `${name} = `;
  if (writtenIn(file, usage).endsWith('.Client()') && form.kind === 'inline') return `${head}${writtenIn(file, usage)}`;
  const { text } = file.source;
  const end = form.kind === 'with' ? text.indexOf(':', form.statement.clause.end) + 1 : form.kind === 'assign' ? form.spot.statement.range.end : text.length;
  return `${head}${withPrePing(movedText(file, site.call.range, { column: head.length, indent: '', as: 'value' }), usage)}${commentBehind(file, end)}`;
}

function whyNotOnce(usage: Usage, group: Group): string | undefined {
  const { form, node } = usage;
  if (form.kind === 'inline') return undefined;
  const alike = group.filter((each) => each.node === node && each.form.kind !== 'inline' && each.form.name === form.name);
  return isBoundOnce(usage, alike.length) ? undefined : `${form.name} is set more than once in ${node.name}`;
}
