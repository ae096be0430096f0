import { Flags } from '@oclif/core';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { GRADES, type Grade } from '../model/grade.ts';
import type { GateSettings, Origin, Setting } from '../gates.ts';
import { UsageError } from '../usage-error.ts';
import { listOf } from './base.ts';

/** Gates for a project as it is. */
const STATE_FLAGS = {
  'min-score': Flags.integer({ description: 'fail below this score', min: 0, max: 100, env: 'OPTIMIZE_MIN_SCORE' }),
  'min-grade': Flags.string({ description: 'fail below this grade', options: [...GRADES], env: 'OPTIMIZE_MIN_GRADE' }),
  'max-lost': Flags.string({ description: 'points that a category may have lost: security=0', helpValue: 'CATEGORY=N', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_MAX_LOST' }),
};

/** The gates of a scan: without one it exits 0 whatever it finds. */
export const SCAN_GATE_FLAGS = {
  'fail-on': Flags.string({ description: 'exit 1 at a finding of this severity or worse', options: SEVERITIES.toReversed(), env: 'OPTIMIZE_FAIL_ON' }),
  ...STATE_FLAGS,
};

/** The gates of a check. */
export const GATE_FLAGS = {
  'fail-on': Flags.string({ description: 'fail at a new finding of this severity or worse [default: medium]', options: [...SEVERITIES.toReversed(), 'never'], env: 'OPTIMIZE_FAIL_ON' }),
  'max-drop': Flags.integer({ description: 'points that a service may lose for sure [default: 0]', min: 0, max: 100, env: 'OPTIMIZE_MAX_DROP' }),
  'max-undecided': Flags.integer({ description: 'points that a service may lose because something can no longer be known', min: 0, max: 100, env: 'OPTIMIZE_MAX_UNDECIDED' }),
  ...STATE_FLAGS,
};

/** Values of GATE_FLAGS. */
export interface GateFlagValues {
  readonly 'fail-on'?: string | undefined;
  readonly 'max-drop'?: number | undefined;
  readonly 'max-undecided'?: number | undefined;
  readonly 'min-score'?: number | undefined;
  readonly 'min-grade'?: string | undefined;
  readonly 'max-lost'?: readonly string[] | string | undefined;
}

/** What a command parsed: the tokens of its line say which flags were given there. */
export interface ParsedLine {
  readonly raw: readonly { readonly type: string; readonly flag?: string }[];
}

/** Who decided a flag's value: the line, or else its variable. */
export function originOf(name: string, { raw }: ParsedLine): Origin {
  const isOnLine = raw.some((token) => token.type === 'flag' && token.flag === name);
  return isOnLine ? { kind: 'flag', name: `--${name}` } : { kind: 'variable', name: `OPTIMIZE_${name.toUpperCase().replaceAll('-', '_')}` };
}

/** The gates that flags and variables set, each with who did. */
export function gateSettingsOf(flags: GateFlagValues, line: ParsedLine): GateSettings {
  const { 'fail-on': failOn, 'max-drop': maxDrop, 'max-undecided': maxUndecided, 'min-score': minScore, 'min-grade': minGrade } = flags;
  const setting = <T>(name: string, value: T): Setting<T> => ({ value, origin: originOf(name, line) });
  return {
    ...(failOn === undefined ? {} : { failOn: setting('fail-on', failOn as Severity | 'never') }), // oclif has checked both words
    ...(maxDrop === undefined ? {} : { maxDrop: setting('max-drop', maxDrop) }),
    ...(maxUndecided === undefined ? {} : { maxUndecided: setting('max-undecided', maxUndecided) }),
    ...(minScore === undefined ? {} : { minScore: setting('min-score', minScore) }),
    ...(minGrade === undefined ? {} : { minGrade: setting('min-grade', minGrade as Grade) }),
    maxLost: new Map(listOf(flags['max-lost']).map((pair) => limitFrom(pair)).map(([category, points]) => [category, setting('max-lost', points)])),
  };
}

function limitFrom(pair: string): readonly [string, number] {
  const [category = '', points = ''] = pair.split('=', 2);
  if (category !== '' && /^\d{1,3}$/.test(points) && Number(points) <= 100) return [category, Number(points)];
  throw new UsageError(`--max-lost ${pair} is no limit`, 'write it as --max-lost security=0, with 0 to 100 points');
}
