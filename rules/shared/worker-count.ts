import { fail, undecided, type Outcome, type Service } from '#rule';
import { recordsIn } from './records.ts';
import { counted } from './words.ts';

/** Fewer processes than an edition asks of every server; a process that must stay alone is right with one. */
export function fewerThan({ facts, name }: Service, least: number): Outcome | undefined {
  const workers = facts['server.workers'];
  if (workers?.state !== 'known' || workers.value >= least) return undefined;
  const alone = recordsIn(facts['process.singletons']);
  if (alone === undefined) return undecided('what the process keeps to itself cannot be told, and it may have to stay alone');
  if (alone.length > 0) return undefined;
  return fail({
    message: `${name} starts ${counted(workers.value, 'worker')}, and the edition asks for ${least}`,
    evidence: [workers],
    fix: {
      title: `Start ${least} workers`, applicability: 'review', change: { kind: 'set-fact', fact: 'server.workers', value: least },
      question: { text: 'How many workers?', choices: [least, least + 1, least * 2] },
    },
  });
}
