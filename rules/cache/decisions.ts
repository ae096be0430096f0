import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isServed } from '../shared/database-calls.ts';
import { anchorOf, keyName, subjectOf } from '../shared/redis.ts';

export default defineRecordCheck({
  each: 'redis.calls',
  needs: [],
  check(call, _facts, { text }): Outcome {
    const { command, key, within, callers = [], at } = call;
    const isValue = /^(GET|HGET)$/.test(command) && new RegExp(text('values'), 'i').test(`${key?.text} ${key?.meaning}`);
    if (!isValue || !isServed(call)) return notApplicable('it looks up no balance and no stock');
    const decides = new RegExp(text('decides'), 'i');
    const decider = decides.test(within ?? '') ? within : callers.find((name) => decides.test(name));
    if (decider === undefined) return pass();
    return fail({
      message: `${subjectOf(call)}${decider === within ? '' : `, which ${decider} calls,`} looks up ${keyName(key)} in Redis, where it may be out of date`,
      evidence: [at], anchor: anchorOf('decision', call), fix: advised('Decide by the row in the database, and lock it'),
    });
  },
});
