import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';

/** One file and nothing else; `pm2 start` alone goes into the background, which another rule says. */
const ONE_FILE = /^((?:pm2-runtime(?: start)?|pm2 start(?= .*--no-daemon)))\s+(?:\.\/)?[\w./-]+\.[cm]?js( --no-daemon)?$/;

export default defineCheck({
  needs: [],
  reads: ['start.serverCommand', 'server.workers'],
  check(facts) {
    const [command, workers] = [facts['start.serverCommand'], facts['server.workers']];
    if (command?.state !== 'known' || !/^pm2(-runtime)?\s/.test(command.value)) return notApplicable('pm2 does not start it');
    if (/\.(json|ya?ml)\b|\.config\.[cm]?js\b/.test(command.value)) return notApplicable('a file of pm2 says what it starts');
    if (workers?.state === 'unresolved' || (workers?.state === 'known' && workers.value > 1)) return pass();
    const [, words, flag] = ONE_FILE.exec(command.value) ?? [];
    return fail({
      message: `"${command.value}" puts a process manager before one process`, evidence: [command], anchor: 'start.serverCommand',
      fix: words === undefined || flag !== undefined ? advised('Start the program with node')
        : { title: 'Start the program with node', applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [command], with: { words, by: 'node' } } },
    });
  },
});
