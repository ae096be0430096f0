import type { PointMove, ServiceChange } from '../check-report.ts';
import type { Report, ServiceReport } from '../report.ts';
import { lostBy } from '../score/score.ts';
import { byText } from '../text/order.ts';

/** Services of two states that are one, by their names; a service without a partner was added or removed. */
export interface ServicePairs {
  readonly pairs: readonly { readonly before: string; readonly after: string }[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What became of each service, in the order of the state after; removed ones last. */
export function compareServices(before: Report | undefined, after: Report, { pairs, added, removed }: ServicePairs): readonly ServiceChange[] {
  const scoreOf = (report: Report | undefined, name: string) => serviceIn(report, name)?.score;
  const kept = pairs.map((pair): ServiceChange => ({
    name: pair.after, state: pair.before === pair.after ? 'kept' : 'renamed', ...(pair.before === pair.after ? {} : { formerName: pair.before }),
    ...given('before', scoreOf(before, pair.before)), ...given('after', scoreOf(after, pair.after)),
  }));
  const come = added.map((name): ServiceChange => ({ name, state: 'added', ...given('after', scoreOf(after, name)) }));
  const order = after.services.map(({ service }) => service.name);
  const gone = removed.map((name): ServiceChange => ({ name, state: 'removed', ...given('before', scoreOf(before, name)) }));
  return [...[...kept, ...come].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)), ...gone];
}

/** Points that moved in services that are in both states: losses first, the largest first, then by service and rule. */
export function compareVerdicts(before: Report | undefined, after: Report, { pairs }: ServicePairs): readonly Omit<PointMove, 'commits'>[] {
  const moves = pairs.flatMap((pair) => {
    const [old, now] = [serviceIn(before, pair.before), serviceIn(after, pair.after)];
    return old === undefined || now === undefined ? [] : movesOf(old, now);
  });
  return moves.sort((a, b) => a.points - b.points || byText(a.service, b.service) || byText(a.rule, b.rule));
}

function movesOf(before: ServiceReport, after: ServiceReport): readonly Omit<PointMove, 'commits'>[] {
  const old = new Map(before.verdicts.map((verdict) => [verdict.rule, verdict]));
  return after.verdicts.flatMap((verdict) => {
    const was = old.get(verdict.rule);
    const points = was === undefined ? 0 : lostBy(was) - lostBy(verdict);
    if (was === undefined || points === 0) return [];
    const because = verdict.outcome === 'undecided' || verdict.outcome === 'ignored' ? verdict.because : undefined;
    return [{ service: after.service.name, rule: verdict.rule, before: was.outcome, after: verdict.outcome, points, ...(because === undefined ? {} : { because }) }];
  });
}

/** A service's part of a report. */
export function serviceIn(report: Report | undefined, name: string): ServiceReport | undefined {
  return report?.services.find(({ service }) => service.name === name);
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [name in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { readonly [name in K]?: V };
}
