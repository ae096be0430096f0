import type { CallExpression, FunctionDeclaration, Identifier, Node } from 'ts-morph';
import { valueOf } from '../../model/fact.ts';
import type { Planned } from '../../model/change.ts';
import type { Service } from '../../model/project.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { importInstead, moduleOf } from './imports.ts';
import { functionAround } from './module-scope.ts';
import { inStepsAt } from './steps.ts';
import { asKind, rangeOf } from './tree.ts';

/** Functions of `node:fs` whose promise takes the same arguments and gives the same value: https://nodejs.org/api/fs.html#promises-api */
const FILES = new Set([
  'access', 'appendFile', 'copyFile', 'cp', 'lstat', 'mkdir', 'mkdtemp', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat',
  'truncate', 'unlink', 'writeFile',
]);
/** Functions that give a promise themselves when they get no callback. */
const OWN_PROMISES: Readonly<Record<string, ReadonlySet<string>>> = { bcrypt: new Set(['hash', 'compare', 'genSalt']), bcryptjs: new Set(['hash', 'compare', 'genSalt']) };

/** A call that blocks becomes one that is awaited. */
export function unblockCall({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node) => {
    const call = asKind(node, 'CallExpression');
    return call === undefined ? 'no call stands there' : unblocked(call, context.service);
  }]);
}

function unblocked(call: CallExpression, service: Service): readonly TextEdit[] | string {
  const access = asKind(call.getExpression(), 'PropertyAccessExpression');
  const name = access?.getNameNode() ?? call.getExpression();
  const owner = asKind(access?.getExpression() ?? call.getExpression(), 'Identifier');
  const method = name.getText().replace(/Sync$/, '');
  const source = owner === undefined ? undefined : moduleOf(owner);
  const asynchronous = asynchronousFunction(call, service);
  if (typeof asynchronous === 'string') return asynchronous;
  if (isRewritten(call)) return 'the file is read and written again, and another request could come in between';
  const renamed = owner === undefined || source === undefined ? 'it cannot be told where it comes from' : renaming({ name, owner, method, ...source });
  return typeof renamed === 'string' ? renamed : [...asynchronous, ...renamed, ...awaited(call)];
}

/** True where a function reads a file and writes it: as long as nothing waits in between, no other request sees half of it. */
function isRewritten(call: CallExpression): boolean {
  const calls = functionAround(call)?.getDescendants().flatMap((node) => asKind(node, 'CallExpression') ?? []) ?? [];
  const file = call.getArguments()[0]?.getText();
  const uses = (pattern: RegExp) => calls.some((each) => pattern.test(each.getExpression().getText()) && each.getArguments()[0]?.getText() === file);
  return uses(/\breadFile(Sync)?$/) && uses(/\b(writeFile|appendFile)(Sync)?$/);
}

interface Called {
  readonly name: Node;
  readonly owner: Identifier;
  readonly method: string;
  readonly from: string;
  readonly isWhole: boolean;
}

/** The name of the function that does not block, and what must be imported for it. */
function renaming({ name, owner, method, from, isWhole }: Called): readonly TextEdit[] | string {
  const isFiles = /^(node:)?fs$/.test(from) && FILES.has(method);
  const isOwn = OWN_PROMISES[from]?.has(method) === true;
  if (!isFiles && !isOwn) return `${name.getText()} has no version that is awaited in the same way`;
  if (isWhole && name === owner) return 'it cannot be told where it comes from';
  if (isWhole) return [{ range: rangeOf(name), text: isFiles ? `promises.${method}` : method }];
  const imported = importInstead(owner, { name: method, from: isFiles ? `${from}/promises` : from }, 1);
  return typeof imported === 'string' ? imported : [{ range: rangeOf(name), text: method }, ...imported];
}

/** What reads something of the result must wait for it first. */
function awaited(call: CallExpression): readonly TextEdit[] {
  const outer = call.getParent();
  const reads = /^(PropertyAccess|ElementAccess|NonNull|TaggedTemplate)Expression$/.test(outer?.getKindName() ?? '') || asKind(outer, 'CallExpression')?.getExpression() === call;
  return reads ? [insertAt(call.getStart(), '(await '), insertAt(call.getEnd(), ')')] : [insertAt(call.getStart(), 'await ')];
}

/** Nothing where the function may wait already; `async` before a handler of Express 5, which takes promises. */
function asynchronousFunction(call: Node, service: Service): readonly TextEdit[] | string {
  const around = functionAround(call) as FunctionDeclaration | undefined; // All kinds of functions say whether they are asynchronous.
  if (around === undefined || !/^(ArrowFunction|Function\w+|MethodDeclaration)$/.test(around.getKindName())) return 'no function that could wait stands around it';
  if (around.isGenerator?.() === true) return 'a generator stands around it';
  if (isInParameters(call, around)) return 'it stands in the parameters of a function';
  if (around.isAsync()) return [];
  if (!isHandler(around)) return 'the function around it is not async, and who calls it would have to wait too';
  const express = expressOf(service);
  if (express === undefined) return 'its handler is not async, and nothing tells whether an error of an async one would be caught';
  return express >= 5 ? [insertAt(around.getStart(), 'async ')] : 'Express before 5 does not catch what an async handler throws: the process would end';
}

const isInParameters = (call: Node, around: FunctionDeclaration): boolean => around.getParameters().some((each) => each.getStart() <= call.getStart() && call.getEnd() <= each.getEnd());

/** A route's own function. */
function isHandler(around: Node): boolean {
  const route = asKind(around.getParent(), 'CallExpression');
  const method = asKind(route?.getExpression(), 'PropertyAccessExpression')?.getName() ?? '';
  return /^(get|post|put|patch|delete|all)$/.test(method) && route?.getArguments()[0] !== around;
}

/** Express hands a rejected promise on from version 5 only: https://expressjs.com/en/guide/error-handling.html */
function expressOf({ facts }: Service): number | undefined {
  const express = valueOf(facts['runtime.dependencies'])?.find(({ name }) => name === 'express');
  const version = /\d+/.exec(express?.version ?? express?.specifier ?? '')?.[0];
  return version === undefined ? undefined : Number(version);
}
