import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { TableIndex } from '../../../model/facts/tables.ts';
import { indexOf } from '../../../model/schema/parts.ts';
import { externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf, shown } from '../shown.ts';
import { fieldKey, type MetaOptions } from './django-fields.ts';
import { codeOf, textOf, textsOf } from './literals.ts';

/** Indexes and constraints of a Meta; `isComplete` is false where some could not be read. https://docs.djangoproject.com/en/5.2/ref/models/options/ */
export function metaIndexes(program: Program, meta: MetaOptions, fields: ReadonlyMap<string, string>): { readonly indexes: readonly TableIndex[]; readonly isComplete: boolean } {
  const results = [
    ...itemsOf(meta, 'indexes').map(({ expression, place }) => (expression?.kind === 'call' ? indexFrom(program, expression, place, fields) : undefined)),
    ...itemsOf(meta, 'constraints').map(({ expression, place }) => (expression?.kind === 'call' ? constraintFrom(program, expression, place, fields) : undefined)),
    ...togetherOf(program, meta, 'unique_together', fields), ...togetherOf(program, meta, 'index_together', fields),
  ];
  return { indexes: results.flatMap((each) => each ?? []), isComplete: results.every((each) => each !== undefined) };
}

type Items = readonly { readonly expression: PythonExpression | undefined; readonly place: Place }[];

function itemsOf(meta: MetaOptions, name: string): Items {
  const given = meta.get(name);
  if (given === undefined) return [];
  const { expression, place } = given;
  return expression.kind === 'list' || expression.kind === 'tuple' ? expression.items.map((item) => ({ expression: item, place })) : [{ expression: undefined, place }];
}

/** `GinIndex` of django.contrib.postgres is a GIN index. https://docs.djangoproject.com/en/5.2/ref/contrib/postgres/indexes/ */
const METHODS: Readonly<Record<string, string>> = { Index: 'btree', BTreeIndex: 'btree', GinIndex: 'gin', GistIndex: 'gist', SpGistIndex: 'spgist', BrinIndex: 'brin', HashIndex: 'hash', BloomIndex: 'bloom' };

function indexFrom(program: Program, call: PythonCall, place: Place, fields: ReadonlyMap<string, string>): readonly TableIndex[] | undefined {
  const external = externalName(program, call.callee, place);
  const method = external?.startsWith('django.') === true ? METHODS[external.slice(external.lastIndexOf('.') + 1)] : undefined;
  const names = textsOf(program, argumentOf(call, undefined, 'fields'), place);
  const expressions = call.arguments.filter(({ name, splat }) => name === undefined && splat === '');
  if (method === undefined || (names === undefined && expressions.length === 0)) return undefined;
  const classes = textsOf(program, argumentOf(call, undefined, 'opclasses'), place) ?? [];
  const keys = names === undefined ? expressions.map(({ value }) => ({ column: undefined, expression: codeOf(value, place) }))
    : names.map((each, index) => ({ ...fieldKey(each, fields), ...(classes[index] === undefined ? {} : { operatorClass: classes[index] }) }));
  return [indexOf('django', shown('schema.index', place.file, call.range), keys, { method, ...detailsOf(program, call, place) })];
}

function constraintFrom(program: Program, call: PythonCall, place: Place, fields: ReadonlyMap<string, string>): readonly TableIndex[] | undefined {
  const external = externalName(program, call.callee, place);
  const name = external?.startsWith('django.') === true ? external.slice(external.lastIndexOf('.') + 1) : undefined;
  if (name === 'CheckConstraint' || name === 'ExclusionConstraint') return [];
  const names = textsOf(program, argumentOf(call, undefined, 'fields'), place);
  if (name !== 'UniqueConstraint' || names === undefined) return name === 'UniqueConstraint' ? [] : undefined;
  const details = detailsOf(program, call, place);
  const isIndex = details.predicate !== undefined || details.included.length > 0;
  return [indexOf('django', shown('schema.index', place.file, call.range), names.map((each) => fieldKey(each, fields)), { kind: 'unique', isConstraint: !isIndex, ...details })];
}

function detailsOf(program: Program, call: PythonCall, place: Place) {
  const condition = argumentOf(call, undefined, 'condition');
  const include = argumentOf(call, undefined, 'include');
  return {
    name: textOf(program, argumentOf(call, undefined, 'name'), place), predicate: condition === undefined ? undefined : codeOf(condition, place),
    included: textsOf(program, include, place) ?? (include === undefined ? [] : ['?']),
  };
}

/** `unique_together = ('a', 'b')` or a list of such tuples. */
function togetherOf(program: Program, meta: MetaOptions, option: 'unique_together' | 'index_together', fields: ReadonlyMap<string, string>): readonly (readonly TableIndex[] | undefined)[] {
  const given = meta.get(option);
  if (given === undefined) return [];
  const { expression, place } = given;
  if (expression.kind !== 'list' && expression.kind !== 'tuple' && expression.kind !== 'set') return [undefined];
  const isFlat = expression.items.every((item) => item.kind === 'string');
  return (isFlat ? [expression] : expression.items).map((each) => {
    const names = textsOf(program, each, place);
    const isUnique = option === 'unique_together';
    const keys = names?.map((name) => fieldKey(name, fields));
    return keys === undefined ? undefined : keys.length === 0 ? [] : [indexOf('django', shown('schema.index', place.file, each.range), keys, { kind: isUnique ? 'unique' : 'plain', isConstraint: isUnique })];
  });
}
