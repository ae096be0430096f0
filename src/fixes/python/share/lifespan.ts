import type { Binding, PythonFile } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { edited, refused, together } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { applicationOf, isUnused, type Application } from './application.ts';
import { editsOf, noEdits } from './block-edits.ts';
import { ownName } from './constant-names.ts';
import { opening, type Opened } from './lifespan-edits.ts';
import { movedText } from './moved-text.ts';
import { requestOf } from './request-parameter.ts';
import { borrowed } from './release.ts';
import { isBoundOnce, type Usage } from './usage.ts';
import { needsOf, whyTooEarly } from './values.ts';

type Because = { readonly because: string };

/** Opens what handlers open for each request in the lifespan of the application, and hands it to them through the request. */
export async function sharedByLifespan(program: Program, file: PythonFile, usages: readonly Usage[]): Promise<Planned> {
  const application = applicationOf(program);
  if ('because' in application) return refused(application.because);
  const blocks = noEdits();
  const edits: TextEdit[] = [];
  const opened: Opened[] = [];
  const needed = new Set<string>();
  for (const group of groupsOf(file, usages)) {
    const name = stateName(program, application, group, opened);
    if (name === undefined) return refused(`every name for it has another meaning in ${application.file.path}`);
    const [first] = group;
    const needs = needsOf(program, first.site, first.maker.library);
    const early = 'because' in needs ? needs.because : needs.readsEnvironment ? whyTooEarly(program, application.file) : undefined;
    if ('because' in needs || early !== undefined) return refused(early ?? '');
    for (const each of needs.names) needed.add(each);
    opened.push({ name, written: (column, indent) => movedText(file, first.site.call.range, { column, indent, as: 'header' }) });
    for (const usage of group) {
      const handled = await handledBy(program, usage, name);
      if ('because' in handled) return refused(handled.because);
      edits.push(...handled.edits);
      const because = borrowed(usage, handled.access, blocks);
      if (because !== undefined) return refused(because);
    }
  }
  const own = editsOf(file.source.text, file.tree, { ...blocks, edits: [...blocks.edits, ...edits] });
  const lifespan = await opening(application, opened);
  if (own === undefined || 'because' in lifespan) return refused('because' in lifespan ? lifespan.because : `its lines in ${file.path} lie in one another`);
  if (application.file === file) return edited(file.path, [...own, ...lifespan.edits]);
  const brought = await importedThere(file, application, needed);
  return 'because' in brought ? refused(brought.because) : together([edited(file.path, own), edited(application.file.path, [...lifespan.edits, ...brought.edits])]);
}

function groupsOf({ source: { text } }: PythonFile, usages: readonly Usage[]): readonly (readonly [Usage, ...Usage[]])[] {
  const groups = new Map<string, [Usage, ...Usage[]]>();
  for (const usage of usages) {
    const written = text.slice(usage.site.call.range.start, usage.site.call.range.end).replace(/\s+/g, ' ');
    const group = groups.get(written);
    if (group === undefined) groups.set(written, [usage]);
    else group.push(usage);
  }
  return [...groups.values()];
}

/** A name that the state of the application has not, and the lifespan neither. */
function stateName(program: Program, application: Application, [first]: readonly [Usage, ...Usage[]], opened: readonly Opened[]): string | undefined {
  const own = ownName(first);
  return [own, first.maker.name, `${first.node.name}_${own}`].find((name) => isUnused(application, name)
    && opened.every((each) => each.name !== name)
    && [...program.files.values()].every(({ source }) => !source.text.includes(`.state.${name}`)));
}

/** What a handler needs so that it gets at the state: the request, as a parameter. */
async function handledBy(program: Program, usage: Usage, name: string): Promise<{ readonly access: string; readonly edits: readonly TextEdit[] } | Because> {
  if (!isBoundOnce(usage, 1)) return { because: `${ownName(usage)} is set more than once in ${usage.node.name}` };
  const request = await requestOf(program, usage);
  return 'because' in request ? request : { access: `${request.name}.app.state.${name}`, edits: request.edits };
}

/** The names that the call needs, imported in the file of the application as they are here. */
async function importedThere(file: PythonFile, { file: target, statement }: Application, names: ReadonlySet<string>): Promise<{ readonly edits: readonly TextEdit[] } | Because> {
  const edits: TextEdit[] = [];
  for (const name of names) {
    const bindings = file.bindings.names.get(name);
    if (bindings === undefined) continue;
    const wanted = importOf(bindings);
    const imported = wanted === undefined ? undefined : await importEdit(target.source, wanted, statement.range.start);
    if (imported === undefined) return { because: `${name} belongs to ${file.path}, and the application is made in ${target.path}` };
    if (!imported.ok) return imported;
    if (imported.name !== name) return { because: `${name} is called ${imported.name} in ${target.path}` };
    edits.push(...imported.edits);
  }
  return { edits };
}

function importOf([only, ...others]: readonly Binding[]): Parameters<typeof importEdit>[1] | undefined {
  if (only === undefined || others.length > 0) return undefined;
  if (only.kind === 'import') return only.module;
  return only.kind === 'from' && only.level === 0 ? { from: only.module, name: only.name } : undefined;
}
