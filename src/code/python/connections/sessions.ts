import type { Known } from '../../../model/fact.ts';
import type { SessionUse } from '../../../model/facts/connections.ts';
import { originOf } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { statementsAround } from '../walk.ts';
import { madeSession } from './factories.ts';
import { endOf } from './session-end.ts';

/** Sessions of SQLAlchemy that the served program makes. */
export function sessionUses(program: Program): readonly SessionUse[] {
  return [...callsOf(program)].flatMap((site): readonly SessionUse[] => {
    const kind = madeSession(program, site);
    if (kind === undefined) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served) return [];
    return [{
      at: shown('session', site.place.file, site.call.range),
      async: kind === 'async',
      end: endOf(program, site),
      scope,
      within,
      usedAt: site.place.chain.length === 0 && !site.deferred ? usedInRequest(program, site) : undefined,
    }];
  });
}

/** The first call on a module's session that runs for a request or a job. */
function usedInRequest(program: Program, site: CallSite): Known<string> | undefined {
  const statement = statementsAround(site.place.file.tree.body, site.call.range).at(-1)?.statement;
  if (statement?.kind !== 'assign' || statement.value !== site.call) return undefined;
  for (const other of callsOf(program)) {
    if (other.place.chain.length === 0 || !isOn(program, other, site)) continue;
    const { scope } = scopeOf(program, other);
    if (scope === 'request' || scope === 'job') return shown('use of the session', other.place.file, other.call.range);
  }
  return undefined;
}

/** True for `session.execute(...)` on the name that a call's value was given. */
function isOn(program: Program, { call, place }: CallSite, made: CallSite): boolean {
  if (call.callee.kind !== 'attribute') return false;
  const { object } = call.callee;
  if (object.kind !== 'name' && object.kind !== 'attribute') return false;
  const origin = originOf(program, object, place);
  return origin?.kind === 'symbol' && origin.bindings.some((each) => each.kind === 'value' && each.value === made.call);
}
