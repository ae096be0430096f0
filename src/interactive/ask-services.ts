import type { LiveService, LiveState } from '../model/live-state.ts';
import type { LoneService } from '../model/service-join.ts';
import { sourceText } from '../reporters/railway/service-words.ts';
import { shown } from '../reporters/text/width.ts';

/** The answer of a person who does not know yet. */
const LATER = Symbol('later');

/** Asks of each local service that could be several on Railway which one it is, or none. What is chosen once is not offered again. */
export async function askServices(lone: readonly LoneService[], { environment }: Pick<LiveState, 'environment'>): Promise<ReadonlyMap<string, string | false>> {
  const answers = new Map<string, string | false>();
  const taken = new Set<LiveService>();
  for (const { local, state, candidates } of lone) {
    const free = candidates.filter((live) => !taken.has(live));
    if ((state !== 'open' && state !== 'misnamed') || free.length === 0) continue;
    const answer = await choose(`Which service is ${shown(local.name)} (${shown(local.root === '' ? '.' : `${local.root}/`)}) on Railway, in ${shown(environment.name)}?`, free);
    if (answer === LATER) continue;
    answers.set(local.name, answer === false ? false : answer.name);
    if (answer !== false) taken.add(answer);
  }
  return answers;
}

async function choose(message: string, candidates: readonly LiveService[]): Promise<LiveService | false | typeof LATER> {
  const { select } = await import('@inquirer/prompts');
  return select<LiveService | false | typeof LATER>({
    message,
    choices: [
      ...candidates.map((live) => ({ value: live, name: shown(live.name), description: sourceText(live) })),
      { value: false, name: 'none of them', description: 'it is not on Railway; that is remembered too' },
      { value: LATER, name: 'leave it open', description: 'nothing is written about it' },
    ],
  });
}
