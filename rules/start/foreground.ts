import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type StartStep } from '#rule';
import { advised } from '../shared/advised.ts';

/** Programs that wait, and so keep a container alive. */
const KEEPERS = ['wait', 'tail', 'sleep', 'fg', 'nginx', 'caddy', 'cat', 'read', 'supervisord'];

export default defineCheck({
  needs: [],
  reads: ['start.steps'],
  check(facts) {
    const steps = valueOf(facts['start.steps']) ?? [];
    const running = steps.filter(({ purpose }) => purpose === 'server' || purpose === 'worker');
    if (running.length === 0) return notApplicable('the start command starts no server or worker that is known');
    if (steps.some(({ words }) => KEEPERS.includes(nameOf(words)) || (nameOf(words) === 'pm2' && words[1] === 'logs'))) return pass();
    const last = running.at(-1);
    if (last === undefined || steps.indexOf(last) < steps.length - 1 - trailing(steps)) return pass();
    return detached(last) ?? pass();
  },
});

/** Steps at the end that are over at once: `echo started`. */
function trailing(steps: readonly StartStep[]): number {
  const reversed = steps.toReversed();
  const first = reversed.findIndex(({ words }) => !['echo', 'printf', 'true', ':'].includes(nameOf(words)));
  return Math.max(first, 0);
}

/** A server that goes into the background, by its own flag or by the shell. */
function detached({ words, at, background }: StartStep): Outcome | undefined {
  const [name, line] = [nameOf(words), words.join(' ')];
  const flag = words.find((word) => (name === 'gunicorn' && (word === '-D' || word === '--daemon')) || (name === 'celery' && word === '--detach'));
  const message = `"${line}" goes into the background, and the container stops`;
  if (flag !== undefined) {
    return fail({ message, evidence: [at], anchor: 'start.steps', fix: { title: `Drop ${flag}`, applicability: 'safe', change: { kind: 'rewrite', how: 'remove-words', at: [at], with: { words: flag } } } });
  }
  if (name === 'pm2' && words[1] === 'start' && !words.includes('--no-daemon')) {
    return fail({ message, evidence: [at], anchor: 'start.steps', fix: { title: 'Start it with pm2-runtime', applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [at], with: { words: 'pm2', by: 'pm2-runtime' } } } });
  }
  if (!background) return undefined;
  return fail({ message, evidence: [at], anchor: 'start.steps', fix: advised('Take away the & behind the command') });
}

/** `gunicorn` of `/venv/bin/gunicorn` and of `python -m gunicorn`. */
function nameOf(words: readonly string[]): string {
  const index = words.indexOf('-m');
  return (index === -1 ? (words[0] ?? '') : (words[index + 1] ?? '')).replace(/^.*\//, '');
}
