import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isServed } from '../shared/database-calls.ts';
import { anchorOf, keyName, wordsOf } from '../shared/redis.ts';
import { counted } from '../shared/words.ts';

export default defineRecordCheck({
  each: 'redis.calls',
  needs: [],
  check(call, _facts, { number, text }): Outcome {
    const { command, expiry, key, at } = call;
    const isMark = /^(SET|SETEX|PSETEX)$/.test(command) && new RegExp(text('marks'), 'i').test(wordsOf(call)) && !/lock/i.test(wordsOf(call));
    if (!isMark || !isServed(call)) return notApplicable('no key stands for something that is done once');
    if (typeof expiry !== 'number' || expiry >= number('shortest')) return pass();
    return fail({
      message: `${keyName(key)} is forgotten after ${counted(expiry, 'second')}, before a sender tries again`,
      evidence: [at], anchor: anchorOf('mark', call), fix: advised('Keep the mark for a day or longer: ex=86400'),
    });
  },
});
