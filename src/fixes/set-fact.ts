import type { Planned } from '../model/change.ts';
import type { FixContext, WantedFact } from './context.ts';
import { refused } from './planned.ts';

/** Writes a setting in the file that owns it: the start command and the server's own files, or a configuration file. */
export async function setFact(wanted: WantedFact, context: FixContext): Promise<Planned> {
  const [area] = wanted.fact.split('.');
  if (area === 'server' || area === 'start') return (await import('./commands/set-server-fact.ts')).setServerFact(wanted, context);
  if (area === 'deploy' || area === 'build' || area === 'runtime') return (await import('./settings/set-setting.ts')).setSetting(wanted, context);
  return refused(`nothing writes ${wanted.fact}`);
}
