import type { Code, FileChange, Plain, Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { refused } from '../planned.ts';
import { addressEdits } from './address-edits.ts';
import type { Container, Written } from './containers.ts';
import { entryEdits } from './entry-edits.ts';
import { entryTexts } from './entry-text.ts';
import { literalOf } from './literals.ts';
import { styleOf } from './style.ts';

/** One step of a change of options. */
export type Operation = { readonly written: Written } & (
  /** An entry gets another value. */
  | { readonly kind: 'change'; readonly container: Container; readonly index: number; readonly value: Plain | Code }
  /** An entry goes; the last one of a dictionary takes the dictionary along, where that is the value of an entry itself. */
  | { readonly kind: 'remove'; readonly container: Container; readonly index: number }
  /** An entry comes, inner ones below the names of their dictionaries. */
  | { readonly kind: 'add'; readonly container: Container; readonly path: readonly string[]; readonly value: Plain | Code }
  /** A `name=value` of an address goes. */
  | { readonly kind: 'cut'; readonly pair: Range }
  | { readonly kind: 'edit'; readonly edit: TextEdit }
);

type InContainer = Operation & { readonly container: Container };

/** The edits that operations come to, file by file. */
export function plannedFrom(operations: readonly Operation[]): Planned {
  const edits = new Map<string, TextEdit[]>();
  const note = ({ file }: Written, made: readonly TextEdit[]) => edits.set(file.path, [...(edits.get(file.path) ?? []), ...made]);
  for (const group of groupsOf(emptied(operations))) {
    const [first] = group;
    if (first !== undefined) note(first.written, editsOf(first, group));
  }
  for (const [written, pairs] of cutsOf(operations)) {
    const made = addressEdits(written, pairs);
    if ('because' in made) return refused(made.because);
    note(written, made);
  }
  for (const operation of operations) if (operation.kind === 'edit') note(operation.written, [operation.edit]);
  const changes = [...edits].flatMap(([path, [first, ...rest]]): (readonly [string, FileChange])[] =>
    (first === undefined ? [] : [[path, { kind: 'edit', edits: [first, ...rest] }]]));
  return changes.length === 0 ? refused('the code says so already') : { ok: true, changes: new Map(changes) };
}

/** The operations in containers, with the removal of a dictionary instead of that of all its entries. */
function emptied(operations: readonly Operation[]): readonly InContainer[] {
  const inContainers = operations.filter((operation): operation is InContainer => 'container' in operation);
  const emptiedGroups = groupsOf(inContainers).filter((group) => {
    const container = group[0]?.container;
    return container?.inside !== undefined && group.every(({ kind }) => kind === 'remove') && group.length === container.entries.length;
  });
  if (emptiedGroups.length === 0) return inContainers;
  const gone = new Set(emptiedGroups.flat());
  const parents = emptiedGroups.flatMap(([first]): InContainer[] =>
    (first?.container.inside === undefined ? [] : [{ kind: 'remove', written: first.written, ...first.container.inside }]));
  return emptied([...inContainers.filter((operation) => !gone.has(operation)), ...parents]);
}

function groupsOf(operations: readonly InContainer[]): readonly (readonly InContainer[])[] {
  const groups = new Map<string, InContainer[]>();
  for (const operation of operations) {
    const key = `${operation.container.brackets.start} ${operation.written.file.path}`;
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.values()];
}

function editsOf({ written, container }: InContainer, group: readonly InContainer[]): readonly TextEdit[] {
  const style = styleOf(written.file.text, written.tree);
  const values = new Map<number, string>();
  const removed: number[] = [];
  const added: (Operation & { readonly kind: 'add' })[] = [];
  for (const operation of group) {
    if (operation.kind === 'change') values.set(operation.index, literalOf(operation.value, style));
    if (operation.kind === 'remove') removed.push(operation.index);
    if (operation.kind === 'add') added.push(operation);
  }
  return entryEdits(written, container, { values, removed, added: entryTexts(written, container, added, style) }, style);
}

function cutsOf(operations: readonly Operation[]): readonly (readonly [Written, readonly Range[]])[] {
  const cuts = operations.filter((operation) => operation.kind === 'cut');
  const paths = new Map(cuts.map(({ written }) => [written.file.path, written]));
  return [...paths].map(([path, written]) => [written, cuts.flatMap((each) => (each.written.file.path === path ? [each.pair] : []))]);
}
