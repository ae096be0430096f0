import type { CallExpression, Expression, Node } from 'oxc-parser';
import type { RedisKey, RedisLibrary } from '../../../model/facts/caches.ts';
import { BLOCKING } from '../../redis/commands.ts';
import { readValue } from '../names/values.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module } from '../syntax/module.ts';
import { argumentAt, childrenOf, keyName, lastName, textOf, unwrap } from '../syntax/tree.ts';

/** Functions without effects that arguments are made with. */
const EFFECTLESS = /^(?:stringify|String|Number|now|toString|toISOString|getTime|floor|round|toLowerCase|toUpperCase|trim|join)$/;

/** What a command is given, as far as the text says. */
export interface CommandArguments {
  readonly key: RedisKey | undefined;
  readonly expiry: number | 'given' | 'none' | undefined;
  readonly only: 'nx' | 'xx' | undefined;
  readonly waits: number | undefined;
  readonly names: readonly string[];
  readonly simple: boolean;
  readonly fixed: boolean;
}

/** Reads the arguments of a command; both libraries take those of Redis itself, node-redis its options as an object. */
export function argumentsOf(project: CodeProject, module: Module, call: CallExpression, command: string, library: RedisLibrary): CommandArguments {
  const words = call.arguments.map((each) => (textOf(each) ?? '').toUpperCase());
  const options = optionsIn(call);
  const only = words.includes('NX') || options.has('NX') || options.get('condition') === 'NX' ? 'nx'
    : words.includes('XX') || options.has('XX') || options.get('condition') === 'XX' ? 'xx' : undefined;
  const number = (node: Node | undefined): number | 'given' => numberIn(project, module, node);
  return {
    key: keyOf(module, argumentAt(call, hasLeadingOptions(call) ? 1 : 0)), only, waits: waitOf(call, command, library, number),
    expiry: expiryOf(call, command, { words, options, number }), fixed: isFixed(call, command), ...useOf(call),
  };
}

/** `client.brPop(commandOptions({ isolated: true }), 'jobs', 0)`: node-redis 4 takes how to send a command before its arguments. */
function hasLeadingOptions(call: CallExpression): boolean {
  const first = argumentAt(call, 0);
  return first?.type === 'CallExpression' && first.callee.type === 'Identifier' && first.callee.name === 'commandOptions';
}

function numberIn(project: CodeProject, module: Module, node: Node | undefined): number | 'given' {
  const value = node && readValue(project, module, node);
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : 'given';
}

function keyOf(module: Module, key: Expression | undefined): RedisKey | undefined {
  if (key === undefined) return undefined;
  const written = (node: Node) => module.file.text.slice(node.start, Math.min(node.end, node.start + 200)).replaceAll(/\s+/g, ' ');
  const binding = key.type === 'Identifier' ? lookUp(module, key.name, key.start) : undefined;
  const value = binding?.kind === 'variable' && binding.keys.length === 0 ? binding.initial : undefined;
  return { text: written(key), meaning: value === undefined ? written(key) : written(value), literal: textOf(key) !== undefined || (value !== undefined && textOf(value) !== undefined) };
}

/** Keys of the options object, with the texts among their values. */
function optionsIn(call: CallExpression): ReadonlyMap<string, string | Node> {
  const last = call.arguments.at(-1);
  const found = new Map<string, string | Node>();
  if (last?.type !== 'ObjectExpression') return found;
  for (const property of last.properties) {
    if (property.type === 'SpreadElement') found.set('...', property.argument);
    else found.set(keyName(property.key, property.computed) ?? '...', textOf(property.value) ?? property.value);
  }
  return found;
}

interface Written {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string | Node>;
  readonly number: (node: Node | undefined) => number | 'given';
}

/** Seconds until what is written goes. */
function expiryOf(call: CallExpression, command: string, { words, options, number }: Written): number | 'given' | 'none' | undefined {
  const inSeconds = (value: number | 'given', parts: number) => (value === 'given' ? value : value / parts);
  if (/^(?:SETEX|EXPIRE)$/.test(command)) return number(argumentAt(call, 1));
  if (/^(?:PSETEX|PEXPIRE)$/.test(command)) return inSeconds(number(argumentAt(call, 1)), 1000);
  if (command !== 'SET') return undefined;
  const [seconds, milliseconds] = [words.indexOf('EX'), words.indexOf('PX')];
  if (seconds !== -1) return number(argumentAt(call, seconds + 1));
  if (milliseconds !== -1) return inSeconds(number(argumentAt(call, milliseconds + 1)), 1000);
  const given = (name: string) => options.get(name);
  const [ex, px] = [given('EX'), given('PX')];
  if (ex !== undefined) return typeof ex === 'string' ? 'given' : number(ex);
  if (px !== undefined) return typeof px === 'string' ? 'given' : inSeconds(number(px), 1000);
  if (['EXAT', 'PXAT', 'KEEPTTL', 'expiration', '...'].some((name) => options.has(name)) || words.some((word) => /^(?:EXAT|PXAT|KEEPTTL)$/.test(word))) return 'given';
  return isOpen(call) ? 'given' : 'none';
}

/** True where an argument behind the value may hold an expiry: a spread, or a name. */
function isOpen(call: CallExpression): boolean {
  return call.arguments.some((each, index) => each.type === 'SpreadElement' || (index > 1 && textOf(each) === undefined && each.type !== 'ObjectExpression'));
}

/** `SET key 1`, `SETEX key 60 '1'`. */
function isFixed(call: CallExpression, command: string): boolean {
  const value = argumentAt(call, command === 'SET' ? 1 : 2);
  return /^P?SET(?:EX)?$/.test(command) && value !== undefined && (value.type === 'Literal' || textOf(value) !== undefined);
}

function waitOf(call: CallExpression, command: string, library: RedisLibrary, number: Written['number']): number | undefined {
  if (!BLOCKING.has(command) || command.startsWith('X')) return undefined;
  const last = library === 'ioredis' ? call.arguments.at(-1) : argumentAt(call, 1);
  const seconds = number(last);
  return seconds === 'given' ? undefined : seconds === 0 ? Number.POSITIVE_INFINITY : seconds;
}

/** Variables that the arguments name, and whether making them has no effect. */
function useOf(call: CallExpression): Pick<CommandArguments, 'names' | 'simple'> {
  const names: string[] = [];
  let simple = true;
  const visit = (node: Node): void => {
    if (node.type === 'Identifier') names.push(node.name);
    if (/^(?:Await|Yield|Assignment|Update|ArrowFunction|Function|New|Import)Expression$/.test(node.type)) simple = false;
    if (node.type === 'CallExpression') simple = simple && isEffectless(node);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const argument of call.arguments) visit(argument);
  return { names, simple };
}

function isEffectless(call: CallExpression): boolean {
  const callee = unwrap(call.callee);
  return EFFECTLESS.test(lastName(callee) ?? '');
}
