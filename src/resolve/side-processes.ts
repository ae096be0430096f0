import { absent, valueOf, type Fact, type Known } from '../model/fact.ts';
import type { Pool, SideProcess } from '../model/facts/data.ts';
import type { ProcessEntry } from '../model/facts/start.ts';
import type { FactName } from '../model/facts.ts';
import type { ServiceInput } from './service-input.ts';

/** Platforms that start every process type of a Procfile; Railway starts one for each service. */
const STARTING_ALL: readonly (string | undefined)[] = [undefined, 'heroku', 'dokku'];

/**
 * The process types that run beside the main one and so open its pools again, followed to the server that they start. Only asked for
 * where the program has pools.
 */
export async function sideProcesses(input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): Promise<readonly SideProcess[]> {
  const pools = (valueOf(facts.get('database.pools')) ?? []) as readonly Pool[];
  const platform = ((valueOf(facts.get('service.platforms')) ?? []) as readonly string[])[0];
  if (pools.length === 0 || !STARTING_ALL.includes(platform)) return [];
  const main = facts.get('start.command') as Fact<string> | undefined;
  const entries = (valueOf(facts.get('service.processes')) ?? []) as readonly ProcessEntry[];
  const others = entries.filter(({ kind, command }) => kind !== 'web' && kind !== 'release' && command.state === 'known' && !isSamePlace(command, main));
  const running = others.map((entry) => ({ entry, replicas: replicasOf(entry, input) })).filter(({ replicas }) => valueOf(replicas) !== 0);
  return Promise.all(running.map(({ entry, replicas }) => followed(entry, replicas, input)));
}

/** `formation` of app.json: https://devcenter.heroku.com/articles/app-json-schema#formation */
function replicasOf({ process }: ProcessEntry, { statements }: ServiceInput): Fact<number> {
  const stated = statements.find((each) => each.fact.name === 'deploy.replicas' && each.process === process.value);
  return stated === undefined ? absent('deploy.replicas') : stated.fact as Fact<number>;
}

async function followed({ process, kind, command }: ProcessEntry, replicas: Fact<number>, { files, root }: ServiceInput): Promise<SideProcess> {
  const { followStart } = await import('../start/follow-start.ts');
  const reading = await followStart({ files, command: command as Known<string>, form: 'shell', shell: 'bash', image: undefined, environment: new Map(), root, imageFolder: undefined });
  return {
    process, kind: kind === 'worker' || kind === 'cron' ? kind : 'other',
    server: reading.facts['start.server'] ?? absent('start.server'), workers: reading.facts['server.workers'] ?? absent('server.workers'), replicas,
  };
}

function isSamePlace(command: Fact<string>, main: Fact<string> | undefined): boolean {
  const provenance = command.state === 'known' ? command.provenance : undefined;
  const other = main?.state === 'known' ? main.provenance : undefined;
  return provenance?.kind === 'declared' && other?.kind === 'declared' && provenance.file.path === other.file.path && provenance.range.start === other.range.start;
}
