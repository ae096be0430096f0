import type { PythonCall, PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { commandOf } from '../../redis/commands.ts';
import { inOrder } from '../../redis/order.ts';
import type { RedisUse } from '../../redis/use.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, PythonFile } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { statementsAround, type StatementSpot } from '../walk.ts';
import { argumentUse, expiryOf, isFixed, keyOf, onlyOf, waitOf } from './arguments.ts';
import { receiverOf } from './clients.ts';

const LIBRARY = /^(redis|aioredis)(\.|$)/;

/** Every command that the served program sends to Redis, in the order of files and lines. */
export function redisUses(program: Program): readonly RedisUse[] {
  const isUsed = [...program.files.values()].some(({ imports }) => imports.some(({ module }) => LIBRARY.test(module)));
  if (!isUsed) return [];
  return [...callsOf(program)].flatMap((site) => useOf(program, site) ?? []).sort(inOrder);
}

function useOf(program: Program, site: CallSite): RedisUse | undefined {
  const { call, place } = site;
  const { callee } = call;
  if (callee.kind !== 'attribute') return undefined;
  const command = commandOf(callee.name);
  if (command === undefined) return undefined;
  const receiver = receiverOf(program, callee.object, place);
  if (receiver === undefined) return undefined;
  const { scope, within, served } = scopeOf(program, site);
  if (!served) return undefined;
  const { file } = place;
  const text = (expression: PythonExpression) => file.source.text.slice(expression.range.start, expression.range.end);
  const spot = statementsAround(file.tree.body, call.range).at(-1);
  const node = place.chain.findLast((each): each is PythonFunction => each.kind === 'function');
  const { made, pipeline } = receiver;
  return {
    at: shown('redis command', file, call.range), library: receiver.library, cluster: receiver.cluster || site.guards.some(({ test }) => /cluster/i.test(text(test))),
    client: made && shown('redis client', made.place.file, made.call.range), receiver: text(callee.object), command,
    key: keyOf(program, call, place), expiry: expiryOf(program, command, call, place), only: onlyOf(call), waits: waitOf(program, command, call, place),
    pipeline: pipeline && `${file.path}:${pipeline.range.start}`, scope, within, callers: callersOf(program, node),
    function: `${file.path}:${node?.range.start ?? 'module'}`, ...placeIn(file, spot), ...formOf(spot?.statement, call), ...argumentUse(call), fixed: isFixed(call, command),
    waited: receiver.library === 'redis-py' || site.awaited, wholeUse: wholeUseOf(file, command, spot, call),
  };
}

/** Names of the functions that call one directly. */
function callersOf(program: Program, node: PythonFunction | undefined): readonly string[] {
  const sites = node === undefined ? [] : program.callers.get(node) ?? [];
  return [...new Set(sites.flatMap(({ place }) => place.chain.findLast((each) => each.kind === 'function')?.name ?? []))];
}

function placeIn(file: PythonFile, spot: StatementSpot | undefined): Pick<RedisUse, 'block' | 'index'> {
  const first = spot?.block[0];
  return { block: `${file.path}:${first?.range.start ?? 0}`, index: spot === undefined ? -1 : spot.block.indexOf(spot.statement) };
}

/** What a statement does with the answer of a command that is all of its value. */
function formOf(statement: PythonStatement | undefined, call: PythonCall): Pick<RedisUse, 'form' | 'name'> {
  const isWhole = (value: PythonExpression | undefined) => value === call || (value?.kind === 'await' && value.value === call);
  if (statement?.kind === 'expression' && isWhole(statement.value)) return { form: 'dropped', name: undefined };
  if (statement?.kind === 'assign' && isWhole(statement.value) && statement.targets.length === 1 && statement.operator === '=') {
    const [target] = statement.targets;
    if (target?.kind === 'name') return { form: 'kept', name: target.name };
  }
  return { form: 'other', name: undefined };
}

const DECODERS = /^(loads|parse_raw|model_validate_json|decode_job)$/;

/** `json.loads(popped)` further down in the block of `popped = r.brpop(...)`, which gives a pair. */
function wholeUseOf(file: PythonFile, command: string, spot: StatementSpot | undefined, call: PythonCall): Known<string> | undefined {
  if (!/^B[RL]POP$/.test(command)) return undefined;
  const { name } = formOf(spot?.statement, call);
  if (name === undefined || spot === undefined) return undefined;
  const end = spot.block.at(-1)?.range.end ?? 0;
  const after = file.calls.filter((site) => site.call.range.start > call.range.end && site.call.range.end <= end);
  const rebound = file.source.text.slice(call.range.end, end).search(new RegExp(`\\b${name}\\s*=(?!=)`)) !== -1;
  const use = rebound ? undefined : after.find((site) => isDecoded(site.call, name));
  return use && shown('decoded', file, use.call.range);
}

function isDecoded({ callee, arguments: [first, second] }: PythonCall, name: string): boolean {
  if (first === undefined || second !== undefined || first.value.kind !== 'name' || first.value.name !== name) return false;
  return (callee.kind === 'attribute' || callee.kind === 'name') && DECODERS.test(callee.name);
}
