import type { Fact, Known } from '../model/fact.ts';
import { declared } from '../model/fact.ts';
import type { ProcessEntry } from '../model/facts/start.ts';
import type { ServiceInput } from './service-input.ts';

const KINDS: Readonly<Record<string, ProcessEntry['kind']>> = { web: 'web', worker: 'worker', release: 'release', cron: 'cron', clock: 'cron' };

/** The process types that the configuration names, in the order of the files. */
export function processesOf(input: ServiceInput): readonly ProcessEntry[] {
  const named = input.statements.filter(({ fact, process, by }) =>
    fact.name === 'start.command' && process !== undefined && by !== 'compose');
  return named.flatMap((statement): readonly ProcessEntry[] => {
    const command = statement.fact as Fact<string>;
    if (statement.process === undefined || command.state !== 'known') return [];
    return [{ process: processName(statement.process, command), kind: KINDS[statement.process] ?? 'other', command }];
  });
}

function processName(process: string, command: Known<string>): Known<string> {
  const { provenance } = command;
  if (provenance.kind !== 'declared') return { ...command, name: 'process', value: process };
  return declared('process', process, provenance.file, provenance.range);
}
