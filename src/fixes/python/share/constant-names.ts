import { bindingsOf } from '../../../code/python/bindings.ts';
import type { PythonFile } from '../../../code/python/python-file.ts';
import { everyExpression } from '../../../code/python/walk.ts';
import type { Usage } from './usage.ts';

/** Names that are given already, and usages that get other names. */
interface Taken {
  readonly taken: ReadonlySet<string>;
  readonly others: readonly Usage[];
}

/**
 * A name that the module can give to what functions made for themselves: theirs, where the module has no use for it and no function
 * around them either, else one that says whose it is.
 */
export function constantName(file: PythonFile, usages: readonly [Usage, ...Usage[]], { taken, others }: Taken): string | undefined {
  const [first] = usages;
  const own = ownName(first);
  const usual = [own, first.maker.name, `shared_${own}`];
  const candidates = [...(others.some((other) => ownName(other) === own) ? [] : usual), `${first.node.name}_${own}`];
  return candidates.find((name) => !taken.has(name) && isFree(file, name, usages));
}

/** The name that a function gives what it makes, or a usual one. */
export function ownName({ form, maker }: Usage): string {
  return form.kind === 'inline' ? maker.name : form.name;
}

function isFree(file: PythonFile, name: string, usages: readonly Usage[]): boolean {
  if (file.bindings.names.has(name) || BUILTINS.has(name)) return false;
  if (file.functions.some(({ node }) => bindingsOf(node).globals.has(name))) return false;
  if (file.bindings.stars.length > 0 && [...everyExpression(file.tree.body)].some((each) => each.kind === 'name' && each.name === name && !isWithin(each, usages))) return false;
  return usages.every(({ site, node, form }) => site.place.chain.every((scope) => {
    const isRemoved = scope === node && form.kind !== 'inline' && form.name === name;
    return scope.kind === 'class' || isRemoved || !bindingsOf(scope).names.has(name);
  }));
}

function isWithin({ range }: { readonly range: { readonly start: number; readonly end: number } }, usages: readonly Usage[]): boolean {
  return usages.some(({ node }) => node.range.start <= range.start && range.end <= node.range.end);
}

const BUILTINS = new Set(['input', 'filter', 'map', 'open', 'id', 'type', 'vars', 'object', 'print', 'iter', 'next', 'all', 'any']);
