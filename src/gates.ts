import type { CheckGates } from './compare/assemble.ts';
import { findingsGates, stateGates, type Gates } from './compare/gates.ts';
import type { Config, GateSettings, Origin, Setting } from './config/config.ts';
import type { Severity } from './model/finding.ts';
import type { GateResult, Report } from './report.ts';
import { UsageError } from './usage-error.ts';

export type { GateSettings, Origin, Setting } from './config/config.ts';

/** The gates of a check, each with who decided it. */
export interface ResolvedGates extends GateSettings {
  readonly failOn: Setting<Severity | 'never'>;
  readonly maxDrop: Setting<number>;
}

const DEFAULT: Origin = { kind: 'default' };

/**
 * The gates that hold: a flag goes before its variable, that before the configuration, that before the default. `flags` has the gates of
 * flags and variables, with their origins. Limits of categories are joined by category.
 */
export function resolveGates({ gates }: Pick<Config, 'gates'>, flags: GateSettings): ResolvedGates {
  return {
    failOn: { value: 'medium', origin: DEFAULT }, maxDrop: { value: 0, origin: DEFAULT },
    ...gates, ...flags, maxLost: new Map([...gates.maxLost, ...flags.maxLost]),
  };
}

/** The bars that count in a check: a flag's word, else its variable's, else the configuration's, else the default. */
export function checkGates(config: Pick<Config, 'gates'>, flags: GateSettings, categories: readonly string[]): CheckGates {
  checkLimits(flags, categories);
  const gates = resolveGates(config, flags);
  return { ...valuesOf(gates), maxDrop: gates.maxDrop.value, maxUndecided: gates.maxUndecided?.value };
}

/** True for bars that every service has to take, touched or not. */
export function areAboutAll({ minScore, minGrade, maxLost }: CheckGates): boolean {
  return minScore !== undefined || minGrade !== undefined || maxLost.size > 0;
}

/** Whether a project as it is takes the bars of some flags. Without a flag there is none: a scan reports, a check judges. */
export function scanGates(report: Report, flags: GateSettings, categories: readonly string[]): readonly GateResult[] {
  checkLimits(flags, categories);
  const gates = valuesOf(flags);
  return [...findingsGates('findings', report.services.flatMap(({ findings }) => findings), gates.failOn), ...stateGates(report, gates)];
}

function valuesOf({ failOn, minScore, minGrade, maxLost }: GateSettings): Gates {
  return { failOn: failOn?.value, minScore: minScore?.value, minGrade: minGrade?.value, maxLost: new Map([...maxLost].map(([category, { value }]) => [category, value])) };
}

/** A UsageError for a limit of a category that there is none of; the configuration's were checked when it was read. */
export function checkLimits({ maxLost }: GateSettings, categories: readonly string[]): void {
  const unknown = [...maxLost.keys()].find((category) => !categories.includes(category));
  if (unknown !== undefined) throw new UsageError(`there is no category ${unknown}`, `the categories are ${categories.join(', ')}`);
}
