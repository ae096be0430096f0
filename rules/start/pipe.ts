import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';

export default defineCheck({
  needs: [],
  reads: ['start.steps', 'start.serverCommand'],
  check(facts) {
    const command = valueOf(facts['start.serverCommand']);
    const running = (valueOf(facts['start.steps']) ?? []).filter(({ purpose, at }) => purpose === 'server' || purpose === 'worker' || at.value === command);
    if (running.length === 0) return notApplicable('the start command starts no server or worker that is known');
    const piped = running.find(({ pipedInto }) => pipedInto !== undefined);
    if (piped === undefined) return pass();
    return fail({
      message: `"${piped.words.join(' ')}" writes into a pipe, to "${piped.pipedInto ?? ''}"`, evidence: [piped.at], anchor: 'start.steps',
      fix: { title: 'Take away the pipe', applicability: 'review', change: { kind: 'rewrite', how: 'remove-pipe', at: [piped.at] } },
    });
  },
});
