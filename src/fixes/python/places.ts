import { everyExpression, everyStatement } from '../../code/python/walk.ts';
import type { PythonStatement } from '../../documents/python-tree.ts';
import type { Pool } from '../../model/facts/data.ts';
import { valueOf } from '../../model/fact.ts';
import type { Service } from '../../model/project.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import { placeOf } from '../planned.ts';
import { containerOf, type Container, type Entry, type Written } from './containers.ts';

/** A stretch of a file. */
export interface Stretch {
  readonly file: SourceFile;
  readonly range: Range;
}

const isSame = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

/** The pool that a call opens. */
export function poolAt(services: readonly Service[], place: Stretch): Pool | undefined {
  return services.flatMap(({ facts }) => valueOf(facts['database.pools']) ?? []).find(({ at }) => {
    const own = placeOf(at);
    return own?.file.path === place.file.path && isSame(own.range, place.range);
  });
}

/** Where the value of a pool's option is written, if it is. */
export function optionPlace(pool: Pool | undefined, name: string): Stretch | undefined {
  const value = pool?.options.findLast((option) => option.name === name)?.value;
  return value === undefined || value.state === 'absent' ? undefined : placeOf(value);
}

/** The entry of a call or a dictionary whose value stands in a range. */
export function entryAt({ tree }: Written, range: Range): { readonly container: Container; readonly index: number; readonly entry: Entry } | undefined {
  for (const expression of everyExpression(tree.body)) {
    const container = containerOf(expression);
    const index = container?.entries.findIndex(({ value }) => isSame(value.range, range)) ?? -1;
    const entry = container?.entries[index];
    if (container !== undefined && entry?.name !== undefined) return { container, index, entry };
  }
  return undefined;
}

/** The assignment whose value stands in a range. */
export function assignmentAt({ tree }: Written, range: Range): (PythonStatement & { readonly kind: 'assign' }) | undefined {
  for (const statement of everyStatement(tree.body)) {
    if (statement.kind === 'assign' && statement.value !== undefined && isSame(statement.value.range, range)) return statement;
  }
  return undefined;
}
