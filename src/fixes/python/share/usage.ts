import { bindingsOf } from '../../../code/python/bindings.ts';
import type { CallSite } from '../../../code/python/python-file.ts';
import { expressionsAround, statementsAround, type StatementSpot } from '../../../code/python/walk.ts';
import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Range } from '../../../text/range.ts';
import type { Maker } from './makers.ts';
import { LENDING, STATE } from './patterns.ts';

export type With = PythonStatement & { readonly kind: 'with' };

/** How a function uses what it makes for itself. */
export interface Usage {
  readonly site: CallSite;
  readonly maker: Maker;
  readonly node: PythonFunction;
  /** The statements around the call, the function's first. */
  readonly around: readonly StatementSpot[];
  /** The call with its `await`. */
  readonly whole: Range;
  readonly form: Form;
}

export type Form =
  /** `with make() as name:` */
  | { readonly kind: 'with'; readonly statement: With; readonly name: string }
  /** `name = make()` */
  | { readonly kind: 'assign'; readonly spot: StatementSpot; readonly name: string }
  /** `make().get(...)` */
  | { readonly kind: 'inline' };

/** How a call is used, or why nobody but its function can have what it makes. */
export function usageOf(site: CallSite, maker: Maker): Usage | { readonly because: string } {
  const node = site.place.chain.at(-1);
  if (node?.kind !== 'function') return { because: 'it is made outside a function' };
  if (site.deferred) return { because: `it is made inside a lambda or a comprehension of ${node.name}` };
  const around = statementsAround(site.place.file.tree.body, site.call.range);
  const spot = around.at(-1);
  if (spot === undefined) return { because: 'its statement cannot be found' };
  const holders = expressionsAround(spot.statement, site.call.range);
  const parent = holders.at(-2);
  const awaited = parent?.kind === 'await' ? parent : undefined;
  const form = formOf(spot, awaited ?? site.call, { maker, outer: awaited === undefined ? parent : holders.at(-3) });
  if ('because' in form) return form;
  const inFunction = around.slice(around.findIndex(({ statement }) => statement === node) + 1);
  return { site, maker, node, around: inFunction, whole: (awaited ?? site.call).range, form };
}

function formOf(
  spot: StatementSpot, made: PythonExpression, { maker, outer }: { readonly maker: Maker; readonly outer: PythonExpression | undefined },
): Form | { readonly because: string } {
  const { statement } = spot;
  if (outer === undefined && statement.kind === 'with') {
    const [item] = statement.items;
    if (statement.items.length !== 1 || item?.value !== made) return { because: 'its with statement opens several things' };
    if (item.name === undefined || !/^\w+$/.test(item.name)) return { because: 'its with statement gives it no name' };
    return { kind: 'with', statement, name: item.name };
  }
  if (outer === undefined && statement.kind === 'assign') {
    const [target] = statement.targets;
    if (statement.targets.length !== 1 || statement.operator !== '=') return { because: 'it gets several names' };
    if (target?.kind !== 'name') return { because: 'an attribute or an item of an object keeps it, and others may use or close that' };
    return { kind: 'assign', spot, name: target.name };
  }
  if (outer?.kind === 'attribute' && !maker.ends.test(outer.name)) {
    if (LENDING.test(outer.name) && statement.kind !== 'with') return { because: 'a connection is taken from it and not given back' };
    return maker.kind === 'http' && STATE.test(outer.name) ? { because: `it is changed for one request (${outer.name})` } : { kind: 'inline' };
  }
  if (outer?.kind === 'call' && maker.kind === 'engine') return { kind: 'inline' };
  return { because: outer === undefined && statement.kind === 'return' ? 'the function hands it out, and who gets it may close it' : 'it is handed on, and who gets it may close it' };
}

/** True where a name has the one meaning that the usage gives it, and no inner function gives it another. */
export function isBoundOnce({ node, form }: Usage, times: number): boolean {
  if (form.kind === 'inline') return true;
  const bindings = bindingsOf(node);
  return bindings.names.get(form.name)?.length === times && !bindings.globals.has(form.name);
}
