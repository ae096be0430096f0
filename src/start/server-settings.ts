import type { CommandLine } from './options.ts';
import type { Place } from './origin.ts';
import type { Settings } from './setting.ts';

/** Where a server's settings come from: the highest layer first. */
export interface ServerSettings {
  readonly server: string;
  readonly layers: readonly Settings[];
  /** The command line, for what is wrong with it. */
  readonly line: CommandLine | undefined;
  /** Why settings that no layer states are unknown, instead of the default: a configuration file that cannot be read. */
  readonly hidden: { readonly reason: string; readonly place: Place; readonly below: number } | undefined;
}
