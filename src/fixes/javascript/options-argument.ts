import type { CallExpression, NewExpression, Node, ObjectLiteralExpression } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { isShared } from './shared-place.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

export type Call = CallExpression | NewExpression;

/** Where the options of a call are: an object that may be changed, an argument to spread into a new one, or a place for one. */
export type OptionsPlace =
  | { readonly kind: 'object'; readonly object: ObjectLiteralExpression }
  /** `createPool(url)`, which becomes `createPool({ uri: url, ... })`; `...` where the argument is an object itself. */
  | { readonly kind: 'wrap'; readonly argument: Node; readonly key: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly because: string };

/** Functions that take their options behind this many other arguments. */
const BEHIND: Readonly<Record<string, number>> = {
  postgres: 1, Sequelize: 1, connect: 1, createConnection: 1, MongoClient: 1, forRoot: 1, Redis: 1, IORedis: 1, Cluster: 1, fetch: 1, got: 1,
  get: 1, delete: 1, head: 1, options: 1, post: 2, put: 2, patch: 2, request: 1,
};
/** Functions that take an address or an object: with options, the address is one of them. */
const ADDRESS: Readonly<Record<string, string>> = { createPool: 'uri', Client: 'connectionString', PgBoss: 'connectionString', PrismaPg: 'connectionString', PrismaNeon: 'connectionString' };

/** The last name of what is called: `Pool` of `new pg.Pool()`. */
export function calledName(call: Call): string {
  const callee = call.getExpression();
  return asKind(callee, 'PropertyAccessExpression')?.getName() ?? callee.getText();
}

/** Finds where the options of a call are. */
export function optionsOf(call: Call): OptionsPlace {
  const own = call.getArguments();
  if (own.some((argument) => argument.getKindName() === 'SpreadElement')) return unknown(`${calledName(call)} is called with arguments that are spread`);
  const objects = own.map((argument) => ({ argument, object: objectBehind(argument) }));
  const options = objects.findLast(({ object }) => object !== undefined);
  const behind = BEHIND[calledName(call)] ?? 0;
  const isData = options !== undefined && behind > 1 && own.indexOf(options.argument) < behind; // the body of axios.post
  if (options?.object !== undefined && !isData) return ofObject(options.object, options.argument, call);
  const argument = own[behind];
  if (argument === undefined) return own.length === behind ? { kind: 'missing' } : unknown(`${calledName(call)} is called without what comes before its options`);
  const address = behind === 0 && isAddress(argument) ? ADDRESS[calledName(call)] : undefined;
  if (address !== undefined) return { kind: 'wrap', argument, key: address };
  if (isAddress(argument) || isNoObject(argument)) return unknown(`${calledName(call)} is called with something else where its options could stand`);
  return { kind: 'wrap', argument, key: '...' };
}

const unknown = (because: string): OptionsPlace => ({ kind: 'unknown', because });

/** Options that others use too stay as they are, and are spread. */
function ofObject(object: ObjectLiteralExpression, argument: Node, call: Call): OptionsPlace {
  const factory = factoryResult(object);
  if (factory !== undefined) return { kind: 'object', object: factory };
  return isShared(object, call) ? { kind: 'wrap', argument, key: '...' } : { kind: 'object', object };
}

/** The object that an expression is, or that the constant holds which it names. */
export function objectBehind(node: Node | undefined): ObjectLiteralExpression | undefined {
  return asKind(valueBehind(node), 'ObjectLiteralExpression');
}

/** What an expression comes to, behind the constant that it names. */
export function valueBehind(node: Node | undefined): Node | undefined {
  const name = asKind(unwrapped(node), 'Identifier');
  if (name === undefined) return unwrapped(node);
  const [declaration, ...others] = name.getDefinitionNodes().filter((each) => each.getSourceFile() === name.getSourceFile());
  const variable = others.length === 0 ? asKind(declaration, 'VariableDeclaration') : undefined;
  const isConstant = variable?.getVariableStatement()?.getDeclarationKind() === 'const';
  return isConstant ? unwrapped(variable?.getInitializer()) : undefined;
}

/** What `useFactory: () => ({ ... })` returns. */
function factoryResult(object: ObjectLiteralExpression): ObjectLiteralExpression | undefined {
  const factory = asKind(asKind(object.getProperty('useFactory'), 'PropertyAssignment')?.getInitializer(), 'ArrowFunction');
  return asKind(unwrapped(factory?.getBody()), 'ObjectLiteralExpression');
}

/** True for a text, and for an environment variable, which is one. */
function isAddress(node: Node): boolean {
  const value = valueBehind(node) ?? node;
  const operands = asKind(value, 'BinaryExpression');
  if (operands !== undefined) return isAddress(operands.getLeft()) || isAddress(operands.getRight());
  if (/^(StringLiteral|NoSubstitutionTemplateLiteral|TemplateExpression)$/.test(value.getKindName())) return true;
  return /^process\.env\b|url$|uri$|dsn$|connectionString$/i.test(value.getText());
}

/** True for a function, and for what holds a connection already: it would not survive being spread. */
function isNoObject(node: Node): boolean {
  const value = valueBehind(node);
  return /Function|^NewExpression|^AwaitExpression/.test(value?.getKindName() ?? '') || /(pool|client|connection|adapter|db)$/i.test(node.getText());
}

/** Puts an argument behind the others; a comma at their end stays. */
export function addArgument(call: Call, code: string): readonly TextEdit[] {
  const last = call.getArguments().at(-1);
  if (last !== undefined) return [insertAt(last.getEnd(), `, ${code}`)];
  const { start, end } = rangeOf(call);
  const text = call.getSourceFile().getFullText();
  const callee = call.getTypeArguments().at(-1)?.getEnd() ?? call.getExpression().getEnd();
  const open = text.indexOf('(', callee);
  return open === -1 || open >= end || open < start ? [insertAt(end, `(${code})`)] : [insertAt(open + 1, code)];
}
