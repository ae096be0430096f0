import type { CheckGates } from './compare/assemble.ts';
import type { Config } from './config/config.ts';
import { checkLimits, resolveGates, type GateSettings } from './resolve-gates.ts';

/** The bars that count in a check: a flag's word, else its variable's, else the configuration's, else the default. */
export function checkGates(config: Config, flags: GateSettings, categories: readonly string[]): CheckGates {
  checkLimits(flags, categories);
  const { failOn, maxDrop, minScore, minGrade, maxLost } = resolveGates(config, flags);
  return {
    failOn: failOn.value, maxDrop: maxDrop.value, minScore: minScore?.value, minGrade: minGrade?.value,
    maxLost: new Map([...maxLost].map(([category, { value }]) => [category, value])),
  };
}

/** True for bars that every service has to take, touched or not. */
export function areAboutAll({ minScore, minGrade, maxLost }: CheckGates): boolean {
  return minScore !== undefined || minGrade !== undefined || maxLost.size > 0;
}
