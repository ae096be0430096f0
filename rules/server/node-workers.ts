import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type WorkerFork } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

/** `pm2-runtime -i max`, `-i 0`. */
const EVERY_CPU = /\s(-i|--instances)[= ]?(max|0|-1)(?=\s|$)/;

export default defineCheck({
  needs: [],
  reads: ['start.server', 'start.serverCommand', 'process.forks'],
  check(facts): readonly Outcome[] | Outcome {
    const command = facts['start.serverCommand'];
    const isManager = command?.state === 'known' && /^pm2(-runtime)?\s/.test(command.value);
    const forks = recordsIn(facts['process.forks']) ?? [];
    if (!isManager && forks.length === 0) return notApplicable('nothing starts several processes of Node');
    const [, flag = '', count = ''] = isManager ? (EVERY_CPU.exec(command.value) ?? []) : [];
    if (isManager && count !== '') {
      return fail({
        message: `"${command.value}" starts a process for each CPU of the host`, evidence: [command], anchor: 'server.workers',
        fix: { title: 'Start two processes', applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [command], with: { words: `${flag} ${count}`, by: `${flag} 2` } } },
      });
    }
    const outcomes = valueOf(facts['start.server']) === undefined ? [] : forks.filter(({ isVariable }) => !isVariable).map(forked);
    return outcomes.length === 0 ? pass() : outcomes;
  },
});

function forked({ count, isNumber }: WorkerFork): Outcome {
  const text = 'Number(process.env.WEB_CONCURRENCY ?? 2)';
  return fail({
    message: `the program starts a process for each CPU that ${count.value} counts`, evidence: [count], anchor: 'process.forks',
    fix: isNumber ? { title: 'Let WEB_CONCURRENCY decide, with 2 as its default', applicability: 'review', change: { kind: 'replace', at: count, text } }
      : advised('Let WEB_CONCURRENCY decide how many processes start'),
  });
}
