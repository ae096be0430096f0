import type { Node, ObjectLiteralElementLike, ObjectLiteralExpression } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { insertProperty } from './insert-property.ts';
import { braceSpace, quoteIn, writtenKey } from './style.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

/** A setting that an object is to have: the keys that lead to it, and its value as code. */
export interface WantedProperty {
  readonly keys: readonly [string, ...string[]];
  readonly code: string;
  /** Keys in the order in which people write them; a new one stands behind the last of those before it. */
  readonly order?: readonly string[];
  /** True where spread objects may hold what the keys lead through: it is then spread once more. */
  readonly inherited?: boolean;
}

/** Sets a property of an object, through the objects inside it; undefined where something stands in the way. */
export function setProperty(object: ObjectLiteralExpression, wanted: WantedProperty): readonly TextEdit[] | undefined {
  const [key, ...rest] = wanted.keys;
  const own = object.getProperty((property) => nameOf(property) === key);
  if (own === undefined) return addProperty(object, wanted);
  const [first, ...others] = rest;
  const inner = first === undefined ? undefined : ([first, ...others] as const);
  const shorthand = asKind(own, 'ShorthandPropertyAssignment');
  if (shorthand !== undefined) {
    return [insertAt(shorthand.getEnd(), `: ${inner === undefined ? wanted.code : spreadCode(object, key, inner, wanted.code)}`)];
  }
  const value = asKind(own, 'PropertyAssignment')?.getInitializer();
  if (value === undefined) return undefined;
  if (inner === undefined) return [{ range: rangeOf(value), text: wanted.code }];
  const nested = asKind(unwrapped(value), 'ObjectLiteralExpression');
  if (nested !== undefined) return setProperty(nested, { ...wanted, keys: inner, inherited: false });
  return isName(value) ? [{ range: rangeOf(value), text: spreadCode(object, value.getText(), inner, wanted.code) }] : undefined;
}

/** The name of a property as a plain text; undefined of spreads and computed names. */
export function nameOf(property: ObjectLiteralElementLike): string | undefined {
  const named = asKind(property, 'PropertyAssignment') ?? asKind(property, 'ShorthandPropertyAssignment');
  const text = named?.getNameNode().getText();
  return text?.startsWith('[') === true ? undefined : text?.replace(/^(["'])(.*)\1$/s, '$2');
}

function addProperty(object: ObjectLiteralExpression, { keys, code, order = [], inherited }: WantedProperty): readonly TextEdit[] | undefined {
  const [key, first, ...others] = keys;
  const quote = quoteIn(object.getSourceFile());
  if (first === undefined) return insertProperty(object, `${writtenKey(key, object, quote)}: ${code}`, anchorFor(object, key, order));
  const spreads = object.getProperties().flatMap((property) => asKind(property, 'SpreadAssignment')?.getExpression() ?? []);
  const from = inherited === true && spreads.length > 0 ? spreads : [];
  const [spread] = from;
  if (from.length > 1 || (spread !== undefined && !isName(spread))) return undefined;
  const value = spread === undefined ? nestedCode(object, [first, ...others], code) : spreadCode(object, `${spread.getText()}.${key}`, [first, ...others], code);
  return insertProperty(object, `${writtenKey(key, object, quote)}: ${value}`, anchorFor(object, key, order));
}

/** The property behind which a key belongs; undefined, which is the end, where a later spread would overrule it. */
function anchorFor(object: ObjectLiteralExpression, key: string, order: readonly string[]): ObjectLiteralElementLike | undefined {
  const before = new Set(order.slice(0, Math.max(order.indexOf(key), 0)));
  const properties = object.getProperties();
  const index = properties.findLastIndex((property) => before.has(nameOf(property) ?? ''));
  const isOverruled = properties.slice(index + 1).some((property) => asKind(property, 'SpreadAssignment') !== undefined);
  return index === -1 || isOverruled ? undefined : properties[index];
}

/** `{ containers: { cpu: 2 } }`. */
export function nestedCode(node: Node, keys: readonly string[], code: string): string {
  const tree = node.getSourceFile();
  const space = braceSpace(tree);
  return keys.reduceRight((inner, key) => `{${space}${writtenKey(key, undefined, quoteIn(tree))}: ${inner}${space}}`, code);
}

/** `{ ...common.deploy, drainingSeconds: 30 }`. */
export function spreadCode(node: Node, spread: string, keys: readonly [string, ...string[]], code: string): string {
  const [key, ...rest] = keys;
  const space = braceSpace(node.getSourceFile());
  const [first, ...others] = rest;
  const value = first === undefined ? code : spreadCode(node, `${spread}.${key}`, [first, ...others], code);
  return `{${space}...${spread}, ${writtenKey(key, undefined, quoteIn(node.getSourceFile()))}: ${value}${space}}`;
}

/** True for `common` and `common.deploy`, which may be written a second time. */
export function isName(node: Node): boolean {
  const access = asKind(node, 'PropertyAccessExpression');
  return access === undefined ? node.getKindName() === 'Identifier' : isName(access.getExpression());
}
