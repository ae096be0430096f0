import type { CallExpression, Expression, Node } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import { COMMANDS, commandOf } from '../../redis/commands.ts';
import { inOrder } from '../../redis/order.ts';
import type { RedisUse } from '../../redis/use.ts';
import { isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { sitesNamed } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { above, functionAround } from '../syntax/around.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, memberName, textOf, unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';
import { argumentsOf } from './arguments.ts';
import { receiverOf } from './clients.ts';

const LIBRARY = /['"](?:ioredis|redis|@redis\/client)['"]/;
/** Names of methods as both libraries write them: `setex`, `setEx`. */
const CAMEL = ['setEx', 'pSetEx', 'setNX', 'getSet', 'getDel', 'getEx', 'mGet', 'mSet', 'incrBy', 'decrBy', 'incrByFloat', 'strLen', 'pExpire', 'expireAt', 'pExpireAt', 'pTTL',
  'hGet', 'hSet', 'hSetNX', 'hmGet', 'hGetAll', 'hIncrBy', 'hDel', 'hExists', 'hLen', 'hKeys', 'hVals', 'lPush', 'rPush', 'lPop', 'rPop', 'lLen', 'lRange', 'lTrim', 'lRem',
  'lIndex', 'sAdd', 'sRem', 'sMembers', 'sIsMember', 'sCard', 'sPop', 'zAdd', 'zRem', 'zRange', 'zRangeByScore', 'zCard', 'zScore', 'zRank', 'zIncrBy', 'zRemRangeByScore',
  'zCount', 'zPopMin', 'brPop', 'blPop', 'blMove', 'brPopLPush', 'bzPopMin', 'bzPopMax', 'rPopLPush', 'lMove', 'xAdd', 'xRead', 'xReadGroup', 'xLen', 'xAck', 'flushAll', 'flushDb', 'pSubscribe'];
const METHODS = [...new Set([...[...COMMANDS].map((command) => command.toLowerCase()), ...CAMEL])];

/** Every command that the served program sends to Redis, in the order of files and lines. */
export function redisUses(project: CodeProject): readonly RedisUse[] {
  const before = USES.get(project.modules);
  if (before !== undefined) return before;
  // An import of types alone is no source of a module, and may tell what a parameter is.
  const isUsed = [...project.modules.values()].some(({ file }) => LIBRARY.test(file.text));
  const uses = isUsed ? sitesNamed(project, ...METHODS).flatMap((site) => useOf(project, site) ?? []).sort(inOrder) : [];
  USES.set(project.modules, uses);
  return uses;
}

/** By the files of a round. */
const USES = new WeakMap<CodeProject['modules'], readonly RedisUse[]>();

function useOf(project: CodeProject, site: Site): RedisUse | undefined {
  const { module, node, path } = site;
  const callee = unwrap(node.callee);
  if (node.type !== 'CallExpression' || callee.type !== 'MemberExpression' || isOneOff(project, module)) return undefined;
  const command = commandOf(memberName(callee) ?? '');
  const receiver = command === undefined ? undefined : receiverOf(project, module, callee.object);
  if (command === undefined || receiver === undefined) return undefined;
  const { made, pipeline, library, cluster } = receiver;
  const statement = statementOf(path);
  return {
    at: shownCall(module, node), library, cluster: cluster || isForCluster(module, path), client: made && codeFact('redis.client', made),
    receiver: module.file.text.slice(callee.object.start, callee.object.end), command,
    pipeline: pipeline && `${module.path}:${pipeline.start}`, ...surroundingsOf(project, site),
    function: `${module.path}:${functionAround(path)?.start ?? 'module'}`, ...placeIn(module, statement), ...formOf(statement?.node, node),
    ...argumentsOf(project, module, node, command, library), waited: isAwaited(path), wholeUse: wholeUseOf(module, command, statement, node),
  };
}

/** In a chain the text of its own link alone. */
function shownCall(module: Module, node: CallExpression): Known<string> {
  const fact = codeFact('redis.call', { module, node });
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || unwrap(callee.object).type !== 'CallExpression') return fact;
  return { ...fact, value: module.file.text.slice(callee.property.start, node.end).split(/\r?\n/, 1)[0] ?? '' };
}

/** `if (this.isCluster) { ... } else { ... }`: somebody has thought of it. */
function isForCluster({ file }: Module, path: Path): boolean {
  for (let current = path.up; current !== undefined && !isFunction(current.node); current = current.up) {
    const { node } = current;
    if (node.type === 'IfStatement' && /cluster/i.test(file.text.slice(node.test.start, node.test.end))) return true;
  }
  return false;
}

/** The statement of a block that a node stands in. */
function statementOf(path: Path): Path | undefined {
  for (let current: Path | undefined = path; current !== undefined; current = current.up) {
    if (/^(?:BlockStatement|Program|StaticBlock|SwitchCase)$/.test(current.up?.node.type ?? '')) return current;
  }
  return undefined;
}

function statementsOf(block: Node | undefined): readonly Node[] {
  if (block?.type === 'BlockStatement' || block?.type === 'Program' || block?.type === 'StaticBlock') return block.body;
  return block?.type === 'SwitchCase' ? block.consequent : [];
}

/** The block that a node stands in, as a command names its own. */
export function blockAt(module: Module, path: Path): string {
  return placeIn(module, statementOf(path)).block;
}

function placeIn(module: Module, statement: Path | undefined): Pick<RedisUse, 'block' | 'index'> {
  const block = statement?.up?.node;
  return { block: `${module.path}:${block?.start ?? 0}`, index: statement === undefined ? -1 : statementsOf(block).indexOf(statement.node) };
}

/** What a statement does with the answer of a command that is all of its value. */
function formOf(statement: Node | undefined, call: CallExpression): Pick<RedisUse, 'form' | 'name'> {
  const isWhole = (value: Expression | null | undefined) => value !== null && value !== undefined && unwrap(value) === call;
  if (statement?.type === 'ExpressionStatement' && isWhole(statement.expression)) return { form: 'dropped', name: undefined };
  if (statement?.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return { form: 'other', name: undefined };
  const [declaration] = statement.declarations;
  return declaration?.id.type === 'Identifier' && isWhole(declaration.init) ? { form: 'kept', name: declaration.id.name } : { form: 'other', name: undefined };
}

const isAwaited = (path: Path): boolean => above(path)?.node.type === 'AwaitExpression';

/** `JSON.parse(popped)` further down in the block of `const popped = await redis.brpop(...)`, which gives a pair. */
function wholeUseOf(module: Module, command: string, statement: Path | undefined, call: CallExpression): Known<string> | undefined {
  const { name } = formOf(statement?.node, call);
  const end = statement?.up?.node.end;
  if (!/^B[RL]POP$/.test(command) || name === undefined || end === undefined) return undefined;
  const use = module.sites.find(({ node }) => {
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    const isParse = callee.type === 'MemberExpression' && memberName(callee) === 'parse' && callee.object.type === 'Identifier' && callee.object.name === 'JSON';
    return node.start > call.end && node.end <= end && isParse && textOf(first) === undefined && first !== undefined && isName(first, name);
  });
  return use && codeFact('redis.decoded', { module, node: use.node });
}

function isName(node: Node, name: string): boolean {
  const inner = node.type === 'SpreadElement' ? node : unwrap(node as Expression);
  return inner.type === 'Identifier' && inner.name === name;
}
