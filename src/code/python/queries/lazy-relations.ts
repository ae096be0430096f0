import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { LazyRelation, LoadedTwice } from '../../../model/facts/queries.ts';
import type { Program } from '../program.ts';
import type { DefinitionSite, Place } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { ownExpressions, ownStatements, withParts } from '../walk.ts';
import { boundValue } from './bound.ts';
import { chainOf, type Chain } from './chains.ts';
import { handleOf, type Handle } from './handles.ts';
import { modelOf, relationsOf } from './relations.ts';

const LOADED = /selectinload|joinedload|subqueryload|immediateload|contains_eager|select_related|prefetch_related|\.values\(|values_list|\.options\(|raiseload/;
const FEW = /\.limit\(\s*\d\s*\)|\[:\s*\d\s*\]/;
const ONE = /^(first|one|one_or_none|get|scalar|scalar_one|scalar_one_or_none|count|exists|update|delete|aggregate|create|bulk_create|bulk_update)$/;

/** Relations that a loop over rows reads, where the query before it did not load them. */
export function lazyRelations(program: Program): readonly LazyRelation[] {
  return everyFunction(program, ({ node, place }) => {
    const inside: Place = { file: place.file, chain: [...place.chain, node] };
    return [...ownStatements(node.body)].flatMap((statement) => (statement.kind === 'loop' && statement.header.length === 2 ? readIn(program, inside, statement) : []));
  });
}

function everyFunction<T>(program: Program, look: (site: DefinitionSite<PythonFunction>) => readonly T[]): readonly T[] {
  return [...program.files.values()].flatMap((file) => file.functions.flatMap(look));
}

function readIn(program: Program, place: Place, { header: [target, items], body }: PythonStatement & { readonly kind: 'loop' }): readonly LazyRelation[] {
  const query = items === undefined ? undefined : queryOf(program, items, place);
  if (query === undefined || target?.kind !== 'name') return [];
  const relations = relationsOf(program, query.model, place);
  const found = new Map<string, LazyRelation>();
  const written = assignedIn(body);
  for (const part of expressionsIn(body)) {
    if (written.has(part)) continue;
    if (part.kind !== 'attribute' || part.object.kind !== 'name' || part.object.name !== target.name) continue;
    const relation = relations.get(part.name);
    if (relation === undefined || relation.eager || isOfOneOwner(query, part.name, place) || found.has(part.name) || (relation.many && isWritten(body, part))) continue;
    const { scope, within, served } = scopeOf(program, { place, guards: [], deferred: false });
    if (!served) return [];
    found.set(part.name, {
      at: shown('relation', place.file, part.range), query: shown('query', place.file, query.expression.range), library: query.handle.library, relation: part.name,
      many: relation.many, model: place.file.source.text.slice(query.model.range.start, query.model.range.end), scope, within,
    });
  }
  return [...found.values()];
}

/** SQLAlchemy asks once for the one owner of all rows: `filter(Note.service_id == number)`. */
function isOfOneOwner({ handle, expression }: Query, relation: string, { file }: Place): boolean {
  return handle.library === 'sqlalchemy' && [...withParts(expression)].some((part) => part.kind === 'attribute' && part.name === `${relation}_id`
    && /^\s*==/.test(file.source.text.slice(part.range.end, part.range.end + 8)));
}

/** What the body gives a value: `row.owner = somebody` asks for nothing. */
function assignedIn(body: readonly PythonStatement[]): ReadonlySet<PythonExpression> {
  return new Set([...ownStatements(body)].flatMap((statement) => (statement.kind === 'assign' && statement.operator === '=' ? statement.targets : [])));
}

/** Methods of a relation that ask for no rows, or for others than those that are loaded along. */
const OTHER_ROWS = new RegExp(`^(${[
  'add|aadd|remove|aremove|set|aset|clear|create|filter|exclude|get|first|last|count|exists|append|order_by',
  'values|values_list|distinct|annotate|aggregate|only|defer|iterator|earliest|latest|reverse|in_bulk|select_related|prefetch_related|select_for_update|using',
].join('|')})$`);

/** `row.tags.add(...)` asks for no rows, and `row.tags.filter(...)` for others than those that are loaded along. */
function isWritten(body: readonly PythonStatement[], relation: PythonExpression): boolean {
  for (const part of expressionsIn(body)) {
    if (part.kind === 'attribute' && part.object === relation && OTHER_ROWS.test(part.name)) return true;
  }
  return false;
}

interface Query {
  readonly expression: PythonExpression;
  readonly handle: Handle;
  readonly model: PythonExpression;
}

/** The query of many rows that a loop goes over, written there or given a name before; one that is awaited loads nothing later. */
function queryOf(program: Program, items: PythonExpression, place: Place): Query | undefined {
  const expression = items.kind === 'name' ? boundValue(items.name, place, items.range.start) : items;
  const chain = expression === undefined ? undefined : chainOf(expression);
  if (expression === undefined || chain?.receiver === undefined || [...withParts(expression)].some((part) => part.kind === 'await')) return undefined;
  const handle = handleOf(program, chain.receiver, place);
  if (handle === undefined || handle.kind === 'connection' || ONE.test(chain.steps.at(-1)?.name ?? '')) return undefined;
  const statement = statementOf(chain, place);
  const text = [expression, ...(statement === undefined ? [] : [statement])].map(({ range }) => place.file.source.text.slice(range.start, range.end)).join(' ');
  const model = LOADED.test(text) || FEW.test(text) ? undefined : modelOf(chain, statement);
  return model === undefined ? undefined : { expression, handle, model };
}

/** What `execute` and `scalars` are given, behind a name too. */
function statementOf({ steps: [first] }: Chain, place: Place): PythonExpression | undefined {
  const given = /^(execute|scalars|exec)$/.test(first.name) ? first.call.arguments[0]?.value : undefined;
  return given?.kind === 'name' ? boundValue(given.name, place, given.range.start) : given;
}

function* expressionsIn(body: readonly PythonStatement[]): Generator<PythonExpression> {
  for (const statement of ownStatements(body)) for (const expression of ownExpressions(statement)) yield* withParts(expression);
}

/** Relations that a query loads along, whose rows the same function asks for once more and never takes from the owner. */
export function loadedTwice(program: Program): readonly LoadedTwice[] {
  return everyFunction(program, ({ node, place }) => {
    const inside: Place = { file: place.file, chain: [...place.chain, node] };
    const parts = [...expressionsIn(node.body)];
    return parts.flatMap((part): readonly LoadedTwice[] => {
      const [option] = part.kind === 'call' && part.callee.kind === 'name' && /^(selectinload|joinedload|subqueryload)$/.test(part.callee.name) ? part.arguments : [];
      if (option?.value.kind !== 'attribute') return [];
      const { object: owner, name: relation } = option.value;
      const target = relationsOf(program, owner, inside).get(relation)?.target;
      const isTaken = parts.some((each) => each.kind === 'attribute' && each.name === relation && each.range.start !== option.value.range.start);
      const again = target === undefined || isTaken ? undefined : parts.find((each) => each.kind === 'call' && each.range.start > part.range.end
        && (each.callee.kind === 'name' || each.callee.kind === 'attribute') && /^(select|query)$/.test(each.callee.name) && each.arguments[0]?.value.kind === 'name' && each.arguments[0].value.name === target);
      if (again === undefined) return [];
      const { scope, within, served } = scopeOf(program, { place: inside, guards: [], deferred: false });
      return served ? [{ at: shown('option', place.file, part.range), relation: `${place.file.source.text.slice(owner.range.start, owner.range.end)}.${relation}`, again: shown('query', place.file, again.range), scope, within }] : [];
    });
  });
}
