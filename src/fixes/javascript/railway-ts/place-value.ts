import type { Node } from 'ts-morph';
import { alternativesOf, iacValueAt, type IacValue } from '../../../adapters/railway-ts-values.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { productionBranch } from '../production.ts';
import { isName, nameOf, nestedCode, setProperty, spreadCode } from '../set-property.ts';
import { isShared } from '../shared-place.ts';
import { braceSpace } from '../style.ts';
import { insertAt } from '../../../text/edit.ts';
import { asKind, nodeAt, rangeOf, unwrapped } from '../tree.ts';
import { OPTION_ORDER } from './option-path.ts';
import type { ServiceCall, Target } from './target.ts';

/** A value that options are to have at a path. */
export interface Placement {
  readonly target: Target;
  readonly call: ServiceCall;
  readonly keys: readonly [string, ...string[]];
  readonly code: string;
}

/** One way to make a change in one call; undefined where the file gives no occasion for it. */
export type Way = (placement: Placement) => readonly TextEdit[] | undefined;

/** Ways to set a value, the smallest change first. */
export const WAYS_TO_SET: readonly Way[] = [whereItStands, inItsObject, inTheService, besideOthers(0), besideOthers(1), besideOthers(2)];

/** The value gives way where it is written, also in a constant that nobody else uses. */
function whereItStands({ target: { tree }, call, keys, code }: Placement): readonly TextEdit[] | undefined {
  const value = iacValueAt(call.config, keys.join('.'));
  const node = value.kind === 'choice' ? productionValue(tree, value) : valueNode(tree, value);
  if (node === undefined || isShared(node, call.node)) return undefined;
  return [{ range: rangeOf(node), text: code }];
}

type Tree = Target['tree'];

/** The node that writes a value; a name of a property is none. */
function valueNode(tree: Tree, value: IacValue): Node | undefined {
  if (value.kind === 'nothing') return undefined;
  const node = unwrapped(nodeAt(tree, value.range));
  const property = asKind(node?.getParent(), 'PropertyAssignment');
  if (property?.getNameNode() === node) return undefined;
  if (value.kind === 'object') return soleCount(value, tree);
  const [item, ...more] = asKind(node, 'ArrayLiteralExpression')?.getElements() ?? [];
  return item !== undefined && more.length === 0 ? item : node;
}

/** The number of the only region of a map of regions; a value in a map of its own for a variable. */
function soleCount(value: IacValue, tree: Tree): Node | undefined {
  const [only, ...others] = value.kind === 'object' ? [...value.properties] : [];
  if (only === undefined || others.length > 0) return undefined;
  const [, { value: inner }] = only;
  return inner.kind === 'object' ? soleCount(inner, tree) : inner.kind === 'literal' ? nodeAt(tree, inner.range) : undefined;
}

/** The literal of the branch that production takes. */
function productionValue(tree: Tree, value: IacValue): Node | undefined {
  const conditional = asKind(unwrapped(nodeAt(tree, value.range)), 'ConditionalExpression');
  const branch = conditional === undefined ? undefined : productionBranch(conditional);
  if (branch === undefined) return undefined;
  const inside = alternativesOf(value).filter(({ kind, range }) => kind === 'literal' && branch.getStart() <= range.start && range.end <= branch.getEnd());
  const [only] = inside;
  return only === undefined || inside.length > 1 ? undefined : nodeAt(tree, only.range);
}

/** The innermost object on the way to it, wherever that is written, gets the property. */
function inItsObject({ target: { tree }, call, keys, code }: Placement): readonly TextEdit[] | undefined {
  if (iacValueAt(call.config, keys.join('.')).kind === 'choice') return undefined;
  for (let depth = keys.length - 1; depth >= 0; depth -= 1) {
    const [key, ...rest] = keys.slice(depth);
    const outer = depth === 0 ? call.config : iacValueAt(call.config, keys.slice(0, depth).join('.'));
    if (key === undefined || outer.kind === 'nothing') continue;
    if (outer.kind === 'literal') return depth === 1 && keys[0] === 'build' ? aroundCommand(tree, outer, [key, code]) : undefined;
    const edits = alternativesOf(outer).map((each) => {
      const node = each.kind === 'object' ? asKind(unwrapped(nodeAt(tree, each.range)), 'ObjectLiteralExpression') : undefined;
      return node === undefined || isShared(node, call.node) ? undefined : setProperty(node, { keys: [key, ...rest], code, order: OPTION_ORDER });
    });
    return edits.includes(undefined) ? undefined : edits.flatMap((each) => each ?? []);
  }
  return undefined;
}

/** `build: "make"` becomes `build: { builder: "RAILPACK", buildCommand: "make" }`. */
function aroundCommand(tree: Tree, command: IacValue, [key, code]: readonly [string, string]): readonly TextEdit[] | undefined {
  const node = nodeAt(tree, command.range);
  if (node === undefined) return undefined;
  const space = braceSpace(tree);
  return [{ range: rangeOf(node), text: `{${space}${key}: ${code}, buildCommand: ${node.getText()}${space}}` }];
}

/** The options of the service itself overrule what they share with others. */
function inTheService({ target: { tree }, call, keys, code }: Placement): readonly TextEdit[] | undefined {
  const [key, next, ...others] = keys;
  if (iacValueAt(call.config, keys.join('.')).kind === 'choice') return undefined;
  const inherited = next !== undefined && iacValueAt(call.config, key).kind === 'object';
  const [name, options] = call.node.getArguments();
  if (name === undefined) return undefined;
  if (options === undefined) return [insertAt(name.getEnd(), `, ${nestedCode(tree, keys, code)}`)];
  const object = asKind(unwrapped(options), 'ObjectLiteralExpression');
  if (object !== undefined) return setProperty(object, { keys, code, order: OPTION_ORDER, inherited });
  if (next === undefined || !inherited) return [{ range: rangeOf(options), text: spreadBefore(options, keys, code) }];
  if (!isName(options)) return undefined;
  const inner = spreadCode(tree, `${options.getText()}.${key}`, [next, ...others], code);
  return [{ range: rangeOf(options), text: spreadBefore(options, [key], inner) }];
}

/** `{ ...webOptions(), healthcheck: "/health" }`. */
function spreadBefore(options: Node, keys: readonly string[], code: string): string {
  const [key = '', ...rest] = keys;
  return spreadCode(options, options.getText(), [key], rest.length === 0 ? code : nestedCode(options, rest, code));
}

/** An object in which other options of the service are written: the argument of a helper function, an entry of a list. */
function besideOthers(nth: number): Way {
  return ({ target: { tree }, call, keys, code }) => {
    if (call.config.kind !== 'object' || iacValueAt(call.config, keys.join('.')).kind === 'choice') return undefined;
    const own = unwrapped(call.node.getArguments()[1]);
    const objects = new Set([...call.config.properties].flatMap(([name, { keyRange }]) => {
      const property = asKind(nodeAt(tree, keyRange)?.getParent(), 'PropertyAssignment');
      const object = asKind(property?.getParent(), 'ObjectLiteralExpression');
      return property === undefined || nameOf(property) !== name || object === undefined || object === own ? [] : [object];
    }));
    const object = [...objects][nth];
    return object === undefined || isShared(object, call.node) ? undefined : setProperty(object, { keys, code, order: OPTION_ORDER });
  };
}
