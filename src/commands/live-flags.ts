import { Flags } from '@oclif/core';
import type { Setting } from '../gates.ts';
import type { LiveChoice } from '../live-source.ts';
import type { ScanOptions } from '../scan.ts';
import { UsageError } from '../usage-error.ts';
import { askOptionsOf, RAILWAY_FLAGS, type RailwayFlagValues } from './flags.ts';
import { originOf, type ParsedLine } from './gate-flags.ts';
import { withSpinner } from './spinner.ts';

/** Where what the platform says comes from. */
export const LIVE_SOURCE_FLAGS = {
  live: Flags.boolean({ description: 'ask Railway, through its own CLI, what is set there, and join it to what the files say', env: 'OPTIMIZE_LIVE' }),
  'live-from': Flags.string({ description: 'join what Railway said when `optimize railway pull --output` wrote this file; asks nobody', helpValue: 'FILE', env: 'OPTIMIZE_LIVE_FROM' }),
};

/** Whether what the platform says is joined to the files, where it comes from, and how it is asked. */
export const LIVE_FLAGS = { ...LIVE_SOURCE_FLAGS, ...RAILWAY_FLAGS };

interface LiveSourceValues {
  readonly live?: boolean | undefined;
  readonly 'live-from'?: string | undefined;
}

/** Values of LIVE_FLAGS. */
export type LiveFlagValues = LiveSourceValues & RailwayFlagValues;

/** Where the flags say that the platform's word comes from; undefined leaves that to the configuration. A UsageError for a flag that would do nothing. */
export function liveChoiceOf(flags: LiveFlagValues, line: ParsedLine): LiveChoice | undefined {
  const source = sourceOf(flags, line);
  if (source === 'live') return { kind: 'ask', ...askOptionsOf(flags) };
  const idle = Object.keys(RAILWAY_FLAGS).find((name) => flags[name as keyof RailwayFlagValues] !== undefined && originOf(name, line).kind === 'flag');
  const hint = source === undefined ? 'say --live too, or leave it out' : 'leave it out, or --live-from';
  if (idle !== undefined) throw new UsageError(`--${idle} says how Railway is asked, and nobody asks it`, hint);
  return source === undefined || flags['live-from'] === undefined ? undefined : { kind: 'file', path: flags['live-from'] };
}

/** The same for those who only want to know what decides: `Railway`, or the file. */
export function liveSettingOf(flags: LiveSourceValues, line: ParsedLine): Setting<string> | undefined {
  const source = sourceOf(flags, line);
  return source === undefined ? undefined : { value: source === 'live' ? 'asked of Railway' : (flags['live-from'] ?? ''), origin: originOf(source, line) };
}

/** The flag that counts; one on the line goes before the variable of the other. */
function sourceOf(flags: LiveSourceValues, line: ParsedLine): 'live' | 'live-from' | undefined {
  const given = (['live', 'live-from'] as const).filter((name) => flags[name] !== undefined && flags[name] !== false);
  const [first, second] = given.length < 2 ? given : given.filter((name) => originOf(name, line).kind === 'flag');
  if (given.length > 1 && (first === undefined || second !== undefined)) throw new UsageError('--live and --live-from do not go together', 'ask Railway with the one, or read a file with the other');
  return first;
}

/** What the platform says, for a scan; nothing without a flag. */
export async function liveOptionsOf(dir: string, flags: LiveFlagValues, line: ParsedLine): Promise<Pick<ScanOptions, 'live' | 'liveFile'>> {
  const choice = liveChoiceOf(flags, line);
  if (choice === undefined) return {};
  const { liveBy } = await import('../live-source.ts');
  return withSpinner('asking Railway', () => liveBy(dir, choice));
}
