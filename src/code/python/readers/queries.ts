import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { DatabaseCall } from '../../../model/facts/queries.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, PythonFile } from '../python-file.ts';
import { boundValue } from '../queries/bound.ts';
import { callerLoop } from '../queries/caller-loops.ts';
import { chainName, chainOf, type Chain } from '../queries/chains.ts';
import { asksAnotherTable } from '../queries/changing-table.ts';
import { handleOf } from '../queries/handles.ts';
import { lazyRelations, loadedTwice } from '../queries/lazy-relations.ts';
import { loopAround, spotsOf, usesAny, type LoopAround } from '../queries/loops.ts';
import { isNeedlessRefresh } from '../queries/needless-refresh.ts';
import { ASKING, operationOf } from '../queries/operations.ts';
import { readModifyWrites } from '../queries/read-modify-writes.ts';
import { transactionWaits } from '../queries/transaction-waits.ts';
import { transactionAround } from '../queries/transactions.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { listFact } from './list-fact.ts';

/** What the program asks of its database. */
export function readQueries(program: Program): ReaderResult {
  const seen = new Set<PythonCall>();
  const calls = [...callsOf(program)].flatMap((site): readonly DatabaseCall[] => {
    if (seen.has(site.call)) return [];
    const chain = chainOf(site.call);
    for (const { call } of chain?.steps ?? []) seen.add(call);
    const asked = chain === undefined ? undefined : (askedOf(program, site, chain) ?? savedOf(program, site, chain));
    if (chain === undefined || asked === undefined) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served || COMMANDS.test(site.place.file.path)) return [];
    const around = loopFor(program, site, chain);
    return [{
      at: shown('query', site.place.file, site.call.range), call: chainName(chain), ...asked, scope, within,
      loop: around?.loop,
      usesItem: around !== undefined && (around.loop.kind === 'caller' || usesItem(site.call, around.changing, site)),
      transaction: transactionAround(program, site),
      ...(isUsed(site) ? { isUsed: true as const } : {}), ...(asked.operation === 'refresh' && isNeedlessRefresh(program, site) ? { isNeedless: true as const } : {}),
    }];
  });
  return {
    facts: {
      'database.calls': listFact('database.calls', calls, (call) => call.at),
      'database.readModifyWrites': listFact('database.readModifyWrites', readModifyWrites(program), (change) => change.at),
      'database.lazyRelations': listFact('database.lazyRelations', lazyRelations(program), (relation) => relation.at),
      'database.loadedTwice': listFact('database.loadedTwice', loadedTwice(program), (relation) => relation.at),
      'database.transactionWaits': listFact('database.transactionWaits', transactionWaits(program), (wait) => wait.at),
    },
  };
}

/** The loop around a call, or the one that its function is called in; none where each round asks another table. */
function loopFor(program: Program, site: CallSite, chain: Chain): LoopAround | undefined {
  const around = loopAround(site);
  if (around === undefined) return callerLoop(program, site);
  return asksAnotherTable(chain, around.changing, site.place) ? undefined : around;
}

/** Files of commands that people run by hand. */
const COMMANDS = /(^|\/)(commands|cli|manage)(\/|\.py$)/;

/** True where something takes what the call gives: a name, an argument, a list. */
function isUsed({ place, call }: CallSite): boolean {
  const statement = spotsOf(place, call.range).at(-1)?.statement;
  if (statement?.kind !== 'expression') return true;
  const { value } = statement;
  return (value.kind === 'await' ? value.value : value).range.start !== call.range.start || statement.range.end !== call.range.end;
}

/** True where the call, or the statement that it is given by name, changes with the round. */
function usesItem(call: PythonCall, changing: ReadonlySet<string>, { place }: CallSite): boolean {
  if (usesAny(call, changing)) return true;
  return call.arguments.some(({ value }) => {
    const bound: PythonExpression | undefined = value.kind === 'name' ? boundValue(value.name, place, value.range.start) : undefined;
    return bound !== undefined && usesAny(bound, changing);
  });
}

type Asked = Pick<DatabaseCall, 'library' | 'operation'>;

/** `conn.cursor().execute(...)` asks what its cursor does. */
const HANDS_OUT = /^(cursor|connect|connection)$/;

function askedOf(program: Program, { place }: CallSite, whole: Chain): Asked | undefined {
  const [first, next, ...rest] = whole.steps;
  const chain: Chain = next !== undefined && HANDS_OUT.test(first.name) ? { receiver: first.call, steps: [next, ...rest] } : whole;
  const { receiver, steps } = chain;
  if (receiver === undefined || !ASKING.has(steps[0].name)) return undefined;
  const handle = handleOf(program, receiver, place);
  const operation = handle === undefined ? undefined : operationOf(program, handle, chain, place);
  return handle === undefined || operation === undefined ? undefined : { library: handle.library, operation };
}

/** `order.save()` of a row that Django read or makes. */
function savedOf(program: Program, site: CallSite, { receiver, steps: [first, ...more] }: Chain): Asked | undefined {
  if (!/^a?save$/.test(first.name) || more.length > 0 || receiver?.kind !== 'name' || !importsDjango(site.place.file)) return undefined;
  const value = boundValue(receiver.name, site.place, site.call.range.start);
  const row = value ?? loopAround(site)?.statement?.header[1];
  const chain = row === undefined ? undefined : chainOf(row);
  const handle = chain?.receiver === undefined ? undefined : handleOf(program, chain.receiver, site.place);
  return handle?.library === 'django' ? { library: 'django', operation: 'update' } : undefined;
}

const importsDjango = ({ imports }: PythonFile): boolean => imports.some(({ module }) => module === 'django' || module.startsWith('django.')) || imports.some(({ module, level }) => level > 0 && /(^|\.)models$/.test(module));
