import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { holderOf } from './holder.ts';
import { functionAround } from './module-scope.ts';
import { linesBelow, semicolonOf, statementAround } from './statements.ts';
import { indentUnit, quoteIn } from './style.ts';
import { nodeAt, openTree } from './tree.ts';

/** Workers finish their jobs when the program is told to stop. `at` are the calls that make them, `method` what ends one of them. */
export async function closeWorkers({ at, with: values }: Rewrite, { files, service }: FixContext): Promise<Planned> {
  const method = String(values?.['method'] ?? 'close');
  const places = at.map(placeOf);
  const [first] = places;
  const file = first === undefined ? undefined : files.read(first.file.path);
  if (file === undefined || places.some((place) => place?.file.path !== file.path)) return refused('the workers stand in several files');
  if ((valueOf(service.facts['web.shutdownHandlers']) ?? []).length > 0) return refused('the program handles the signal already');
  const tree = await openTree(file);
  const nodes = places.flatMap((place) => (place === undefined ? [] : nodeAt(tree, place.range) ?? []));
  const names = nodes.map(holderOf);
  const statements = nodes.map(statementAround);
  const last = statements.at(-1);
  if (last === undefined || nodes.length < places.length) return refused(`${file.path} holds something else there`);
  if (names.some((name) => name === undefined || name.startsWith('this.'))) return refused('a worker has no name of its own');
  if (new Set(nodes.map((node) => functionAround(node))).size > 1 || new Set(statements.map((each) => each?.getParent())).size > 1) return refused('the workers are made in several places');
  const code = handler(names as readonly string[], { method, quote: quoteIn(tree), unit: indentUnit(file.text), end: semicolonOf(last) });
  const below = linesBelow(last, ['', ...code]);
  return below === undefined ? refused('a worker shares its line with other code') : edited(file.path, [below]);
}

interface Style {
  readonly method: string;
  readonly quote: string;
  readonly unit: string;
  readonly end: string;
}

function handler(names: readonly string[], { method, quote, unit, end }: Style): readonly string[] {
  const ended = names.map((name) => `${name}.${method}()`);
  const all = ended.length === 1 ? ended[0] : `Promise.all([${ended.join(', ')}])`;
  return [`process.on(${quote}SIGTERM${quote}, async () => {`, `${unit}await ${all}${end} // jobs that run are finished`, `${unit}process.exit(0)${end}`, `})${end}`];
}
