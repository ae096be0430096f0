import { assumed, absent } from '../../src/model/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { declared, valueOf } from '../../src/model/fact.ts';
import type { FactName } from '../../src/model/facts.ts';
import type { StartReading } from '../../src/start/start-input.ts';
import { followStart } from '../../src/start/follow-start.ts';
import { filesOf } from '../support/files.ts';

/** A start command, and what stands around it. */
export interface StartCase {
  readonly command: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Folders without files. */
  readonly folders?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables that are certainly not set. */
  readonly unset?: readonly string[];
  readonly root?: string;
  readonly form?: 'exec' | 'shell';
  readonly shell?: 'bash' | 'sh';
  readonly image?: string;
  readonly imageFolder?: string;
}

/** Follows a command that stands as the only line of a Procfile-like file. */
export function readStart(start: StartCase): Promise<StartReading> {
  const kept = Object.fromEntries((start.folders ?? []).map((folder) => [`${folder}/.keep`, '']));
  const file = { path: 'command.txt', text: start.command };
  const environment = new Map<string, Fact<string>>([
    ...(start.unset ?? []).map((name): [string, Fact<string>] => [name, absent(name)]),
    ...Object.entries(start.environment ?? {}).map(([name, value]): [string, Fact<string>] => [name, assumed(name, value, 'the test')]),
  ]);
  return followStart({
    files: filesOf({ ...kept, ...start.files }), root: start.root ?? '', form: start.form ?? 'shell', environment,
    command: declared('start.command', start.command, file, { start: 0, end: start.command.length }),
    imageFolder: start.imageFolder === undefined ? undefined : assumed('build.folder', start.imageFolder, 'the test'),
    ...(start.shell === undefined ? {} : { shell: start.shell }), image: start.image,
  });
}

/** A fact as a line of a table: its value, `? reason`, or `-`. */
export function printed(reading: StartReading, name: FactName): string {
  const fact = reading.facts[name];
  if (fact === undefined) return '-';
  if (fact.state === 'unresolved') return `? ${fact.reason}`;
  const value = valueOf<unknown>(fact);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
