import type { Config, GateSettings, Origin, Setting } from './config/config.ts';
import type { Severity } from './model/finding.ts';
import type { Grade } from './model/grade.ts';
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
export function resolveGates(config: Pick<Config, 'gates'>, flags: GateSettings): ResolvedGates {
  const { gates } = config;
  return {
    ...definedOnly<Grade, 'minGrade'>('minGrade', flags.minGrade ?? gates.minGrade),
    ...definedOnly<number, 'minScore'>('minScore', flags.minScore ?? gates.minScore),
    failOn: flags.failOn ?? gates.failOn ?? { value: 'medium', origin: DEFAULT },
    maxDrop: flags.maxDrop ?? gates.maxDrop ?? { value: 0, origin: DEFAULT },
    maxLost: new Map([...gates.maxLost, ...flags.maxLost]),
  };
}

function definedOnly<T, K extends string>(key: K, setting: Setting<T> | undefined): { readonly [each in K]?: Setting<T> } {
  return setting === undefined ? {} : { [key]: setting } as { readonly [each in K]: Setting<T> };
}

/** A UsageError for a limit of a category that there is none of; the configuration's were checked when it was read. */
export function checkLimits({ maxLost }: GateSettings, categories: readonly string[]): void {
  const unknown = [...maxLost.keys()].find((category) => !categories.includes(category));
  if (unknown !== undefined) throw new UsageError(`there is no category ${unknown}`, `the categories are ${categories.join(', ')}`);
}
