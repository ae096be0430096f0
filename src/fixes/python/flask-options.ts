import type { PythonExpression } from '../../documents/python-tree.ts';
import type { Code, Plain } from '../../model/change.ts';
import { entryTexts } from './entry-text.ts';
import { literalOf } from './literals.ts';
import { styleOf } from './style.ts';
import type { Operation } from './operations.ts';
import { flaskHome, type Target } from './option-target.ts';
import { assignmentAt, entryAt, optionPlace } from './places.ts';
import type { Written } from './containers.ts';

interface Wanted {
  readonly set: Readonly<Record<string, Plain | Code>>;
  readonly remove: readonly string[];
}

interface Moved extends Wanted {
  readonly operations: readonly Operation[];
}

const OPTIONS = 'SQLALCHEMY_ENGINE_OPTIONS';

/**
 * Keys that Flask-SQLAlchemy no longer reads give way to SQLALCHEMY_ENGINE_OPTIONS where the first of them stands, with all that is
 * to be set; the others go. A program that has engine options gets them there. What is left is as for any other call.
 */
export async function movedFlaskKeys(target: Target, wanted: Wanted): Promise<Moved> {
  const [first, ...others] = wanted.remove.filter((name) => name.startsWith('SQLALCHEMY_'));
  if (target.pool?.library !== 'flask-sqlalchemy' || first === undefined || (await flaskHome(target, 'pool_size')) !== undefined) return { ...wanted, operations: [] };
  const place = optionPlace(target.pool, first);
  const written = place && await target.read(place);
  if (place === undefined || written === undefined) return { ...wanted, operations: [] };
  const remove = [...wanted.remove.filter((name) => !name.startsWith('SQLALCHEMY_')), ...others];
  const found = entryAt(written, place.range);
  if (found?.entry.name === first) {
    const { container, index } = found;
    const added = Object.entries(wanted.set).map(([name, value]): Operation => ({ kind: 'add', written, container, path: [OPTIONS, ...name.split('.')], value }));
    return { set: {}, remove, operations: [{ kind: 'remove', written, container, index }, ...added] };
  }
  const edits = assigned(written, place.range, wanted.set);
  return edits.length === 0 ? { ...wanted, operations: [] } : { set: {}, remove, operations: edits };
}

/** `app.config["SQLALCHEMY_POOL_SIZE"] = 5` becomes `app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 5}`. */
function assigned(written: Written, range: { readonly start: number; readonly end: number }, set: Wanted['set']): readonly Operation[] {
  const statement = assignmentAt(written, range);
  const [target] = statement?.targets ?? [];
  const name = target?.kind === 'subscript' ? target.index : target;
  if (statement?.value === undefined || name === undefined || statement.targets.length > 1) return [];
  const style = styleOf(written.file.text, written.tree);
  const empty = { kind: 'dict', brackets: range, entries: [] } as const;
  const entries = entryTexts(written, empty, Object.entries(set).map(([key, value]) => ({ path: key.split('.'), value })), style);
  return [
    { kind: 'edit', written, edit: { range: name.range, text: nameText(written, name) } },
    { kind: 'edit', written, edit: { range: statement.value.range, text: `{${entries.map(({ text }) => text).join(', ')}}` } },
  ];
}

function nameText({ file, tree }: Written, name: PythonExpression): string {
  if (name.kind !== 'string') return OPTIONS;
  const quote = file.text[name.range.start] === "'" ? "'" : '"';
  return literalOf(OPTIONS, { ...styleOf(file.text, tree), quote });
}
