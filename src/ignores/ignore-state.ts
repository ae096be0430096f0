import type { Ignore, UsedIgnore } from '../model/ignore.ts';
import { nearestName } from '../text/nearest-name.ts';

/** What an ignore may name, and the day. */
export interface KnownRules {
  /** Ids of all rules, by the ids and aliases under which they may be named. */
  readonly names: ReadonlyMap<string, string>;
  /** Rules that nothing ignores: those about ignores. */
  readonly protected: ReadonlySet<string>;
  /** `2026-11-22`. */
  readonly asOf: string;
}

type State = Pick<UsedIgnore, 'state' | 'meant' | 'problem'>;

/** Whether an ignore holds on a day, and why not. */
export function stateOf({ rule, reason, until, problem }: Ignore, { names, protected: kept, asOf }: KnownRules): State {
  if (problem !== undefined) return { state: 'malformed', problem };
  const id = names.get(rule);
  if (id === undefined) {
    const meant = nearestName(rule, [...names.keys()]);
    return { state: 'unknown-rule', ...(meant === undefined ? {} : { meant }) };
  }
  if (kept.has(id)) return { state: 'malformed', problem: `${rule} looks after ignores and cannot be ignored` };
  if (reason === '') return { state: 'without-reason' };
  return { state: until !== undefined && until < asOf ? 'expired' : 'holds' };
}
