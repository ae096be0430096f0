import type { Evidence, Fact } from '../../../model/fact.ts';
import { valueOf } from '../../../model/fact.ts';
import type { FactName, FactSet } from '../../../model/facts.ts';
import type { FixContext } from '../../context.ts';
import { placeOf } from '../../planned.ts';
import { siteOfCommand } from '../places/find-site.ts';
import type { CommandSite } from '../places/site.ts';

/** The command that starts the server, and whether it runs without a shell. */
export interface ServerPlace {
  readonly site: CommandSite;
  readonly isExec: boolean;
}

/** Where the command of the service's server stands. */
export async function serverPlace(context: FixContext): Promise<ServerPlace | { readonly because: string }> {
  const { facts } = context.service;
  const site = await siteOfCommand(facts['start.serverCommand'], context);
  return 'because' in site ? site : { site, isExec: isWithoutShell(site, facts) };
}

/** True for the start command itself where a runtime splits it into words. */
export function isWithoutShell({ holder, file }: CommandSite, facts: FactSet): boolean {
  if (holder.kind === 'words') return true;
  const [form, command] = [facts['start.form'], placeOf(facts['start.command'])];
  if (form?.state !== 'known' || form.value !== 'exec' || command === undefined) return false;
  return command.file.path === file.path && holder.text.whole.start <= command.range.start && command.range.end <= holder.text.whole.end;
}

/** The fact that a calculated one rests on: threads make a gthread worker of a sync one. */
export function statedFact(name: FactName, facts: FactSet): Evidence | undefined {
  const fact = facts[name] as Fact<unknown> | undefined;
  if (fact === undefined || fact.state === 'absent' || fact.provenance.kind !== 'derived') return fact;
  return fact.provenance.from.find((input) => input.name === name) ?? fact.provenance.from[0];
}

/** The value of an option of the server, where it counts. */
export function statedOption(option: string, { 'server.options': options }: FactSet): Evidence | undefined {
  return (valueOf(options) ?? []).find(({ name, effective }) => effective && name === option)?.value;
}
