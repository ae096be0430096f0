import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isServed } from '../shared/database-calls.ts';
import { anchorOf, keyName, subjectOf } from '../shared/redis.ts';

export default defineRecordCheck({
  each: 'redis.calls',
  needs: [],
  check(call, _facts, { text }): Outcome {
    const { command, key, within, at } = call;
    const isValue = /^(GET|HGET)$/.test(command) && new RegExp(text('values'), 'i').test(`${key?.text} ${key?.meaning}`);
    if (!isValue || !isServed(call)) return notApplicable('it looks up no balance and no stock');
    if (!new RegExp(text('decides'), 'i').test(within ?? '')) return pass();
    return fail({
      message: `${subjectOf(call)} looks up ${keyName(key)} in Redis, where it may be out of date`,
      evidence: [at], anchor: anchorOf('decision', call), fix: advised('Decide by the row in the database, and lock it'),
    });
  },
});
