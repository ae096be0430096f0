import type { Fact, Known } from '../model/fact.ts';
import { declared } from '../model/fact.ts';
import type { ProcessEntry } from '../model/facts/start.ts';
import { livenessOf, type Situation } from './liveness.ts';
import type { ServiceInput } from './service-input.ts';

const KINDS: Readonly<Record<string, ProcessEntry['kind']>> = { web: 'web', worker: 'worker', release: 'release', cron: 'cron', clock: 'cron' };

/** The process types that files name which somebody reads, in the order of the files; one that two files name is the first one's. */
export function processesOf(input: ServiceInput, situation: Situation): readonly ProcessEntry[] {
  const seen = new Set<string>();
  const named = input.statements.filter((statement) => {
    const { fact, process } = statement;
    if (fact.name !== 'start.command' || process === undefined || seen.has(process) || !livenessOf(statement, situation).live) return false;
    seen.add(process);
    return true;
  });
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
