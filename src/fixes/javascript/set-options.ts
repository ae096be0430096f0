import type { Node } from 'ts-morph';
import type { Code, Plain, Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, SetOptions } from '../context.ts';
import { placeOf } from '../planned.ts';
import { setListenOption } from './listen-options.ts';
import { addArgument, calledName, objectBehind, optionsOf, valueBehind, type Call, type OptionsPlace } from './options-argument.ts';
import { removeProperty } from './remove-property.ts';
import { isName, nameOf, nestedCode, setProperty, spreadCode, type WantedProperty } from './set-property.ts';
import { inStepsAt, type Step } from './steps.ts';
import { braceSpace, quoteIn, written, writtenIn, writtenKey } from './style.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

/** Adds, changes and removes options of a call in JavaScript. */
export async function setJavaScriptOptions({ at, set = {}, remove = [] }: SetOptions, context: FixContext): Promise<Planned> {
  const listen = (valueOf(context.service.facts['web.listens']) ?? []).find(({ at: own }) => own === at || isSamePlace(own, at));
  return inStepsAt([at], context, optionSteps({ set, remove }, listen?.library));
}

/** The changes that options of a call need, one after the other. */
export function optionSteps({ set = {}, remove = [] }: Pick<SetOptions, 'set' | 'remove'>, library?: string): readonly Step[] {
  const [from, to] = [remove[0], Object.keys(set)[0]];
  return [
    ...(from === undefined || to === undefined ? [] : [(node: Node) => renameOption(callIn(node), { from, to, value: set[to] ?? '' })]),
    ...Object.entries(set).map(([name, value]): Step => (node) => setOption(callIn(node), { name, value, library })),
    ...remove.map((name): Step => (node) => removeOption(callIn(node), name)),
  ];
}

function isSamePlace(own: SetOptions['at'], other: SetOptions['at']): boolean {
  const [a, b] = [placeOf(own), placeOf(other)];
  return a !== undefined && a.file.path === b?.file.path && a.range.start === b.range.start && a.range.end === b.range.end;
}

/** The call at a place: itself, awaited, or the `super()` of a class. */
export function callIn(node: Node): Call | undefined {
  const inner = unwrapped(node);
  const call = asKind(inner, 'CallExpression') ?? asKind(inner, 'NewExpression');
  if (call !== undefined || inner === undefined) return call === undefined ? undefined : adapterOf(call);
  if (inner.getKindName() === 'AwaitExpression') return callIn(inner.getChildAtIndex(1));
  const calls = inner.getKindName().startsWith('Class') ? inner.getDescendants().flatMap((each) => asKind(each, 'CallExpression') ?? []) : [];
  return calls.find((each) => each.getExpression().getText() === 'super');
}

/** From Prisma 7 on the adapter opens the pool, and takes its options: https://www.prisma.io/docs/orm/overview/databases/database-drivers */
function adapterOf(call: Call): Call {
  const options = calledName(call) === 'PrismaClient' ? optionsOf(call) : undefined;
  const property = options?.kind === 'object' ? options.object.getProperty('adapter') : undefined;
  const written = asKind(property, 'PropertyAssignment')?.getInitializer() ?? asKind(property, 'ShorthandPropertyAssignment')?.getNameNode();
  return asKind(valueBehind(written), 'NewExpression') ?? call;
}

const NO_CALL = 'its options are in no call that we can change';

interface WantedOption {
  readonly name: string;
  readonly value: Plain | Code;
  /** Of a `listen` call, what it listens with. */
  readonly library: string | undefined;
}

function setOption(call: Call | undefined, { name, value, library }: WantedOption): readonly TextEdit[] | string {
  if (call === undefined) return NO_CALL;
  if (calledName(call) === 'listen') return setListenOption(call, { name, value, library });
  const tree = call.getSourceFile();
  const keys = name.split('.') as [string, ...string[]]; // A split text has a first part.
  const code = writtenIn(tree, value);
  const place = optionsOf(call);
  switch (place.kind) {
    case 'object': return setProperty(place.object, { keys, code }) ?? `${name} is written in a way that leaves no place for another value`;
    case 'missing': return addArgument(call, nestedCode(call, keys, code));
    case 'wrap': return wrapped(call, place, { keys, code });
    case 'unknown': return place.because;
  }
}

/** `{ ...options, max: 5 }`, or `{ uri: address, max: 5 }`; what the options hold at the first of several keys is spread into it. */
function wrapped(call: Call, { argument, key }: Extract<OptionsPlace, { kind: 'wrap' }>, { keys, code }: WantedProperty): readonly TextEdit[] | string {
  const [first, next, ...more] = keys;
  const isInherited = key === '...' && next !== undefined && !lacks(argument, first);
  if (isInherited && (!isName(argument) || !isPlainJavaScript(call))) return `what ${argument.getText()} holds as ${first} cannot be seen`;
  const space = braceSpace(call.getSourceFile());
  const own = isInherited ? `${first}: ${spreadCode(call, `${argument.getText()}.${first}`, [next, ...more], code)}` : nestedCode(call, keys, code).slice(1, -1).trim();
  return [{ range: rangeOf(argument), text: `{${space}${key === '...' ? '...' : `${key}: `}${argument.getText()}, ${own}${space}}` }];
}

/** True where an object of the same file is known to have no such key, and nobody sets it later. */
function lacks(argument: Node, key: string): boolean {
  const object = objectBehind(argument);
  return object !== undefined && object.getProperties().every((property) => nameOf(property) !== undefined && nameOf(property) !== key)
    && !argument.getSourceFile().getFullText().includes(`${argument.getText()}.${key}`);
}

/** TypeScript would ask for a type that has the key. */
const isPlainJavaScript = (call: Call): boolean => /\.[cm]?jsx?$/.test(call.getSourceFile().getFilePath());

function removeOption(call: Call | undefined, name: string): readonly TextEdit[] | string {
  if (call === undefined) return NO_CALL;
  const place = optionsOf(call);
  if (place.kind === 'missing') return [];
  if (place.kind !== 'object') return place.kind === 'unknown' ? place.because : `${name} stands in options that are used elsewhere too`;
  const keys = name.split('.');
  let { object } = place;
  for (const key of keys.slice(0, -1)) {
    const inner = asKind(unwrapped(asKind(object.getProperty(key), 'PropertyAssignment')?.getInitializer()), 'ObjectLiteralExpression');
    if (inner === undefined) return [];
    object = inner;
  }
  const property = object.getProperty((each) => nameOf(each) === keys.at(-1));
  return property === undefined ? [] : removeProperty(object, property);
}

interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly value: Plain | Code;
}

/** An option that gives way to another keeps its place: `pool_size: 3` becomes `max: 3`. */
function renameOption(call: Call | undefined, { from, to, value }: Renaming): readonly TextEdit[] | string {
  const place = call === undefined ? undefined : optionsOf(call);
  if (place?.kind !== 'object' || folderOf(from) !== folderOf(to)) return [];
  let { object } = place;
  for (const key of from.split('.').slice(0, -1)) {
    const inner = asKind(unwrapped(asKind(object.getProperty(key), 'PropertyAssignment')?.getInitializer()), 'ObjectLiteralExpression');
    if (inner === undefined) return [];
    object = inner;
  }
  const named = (name: string) => object.getProperty((each) => nameOf(each) === name.split('.').at(-1));
  const old = asKind(named(from), 'PropertyAssignment');
  if (old === undefined || named(to) !== undefined) return [];
  const quote = quoteIn(object.getSourceFile());
  return [{ range: rangeOf(old), text: `${writtenKey(to.split('.').at(-1) ?? '', object, quote)}: ${written(value, quote)}` }];
}

const folderOf = (name: string): string => name.split('.').slice(0, -1).join('.');
