import { defineRecordCheck, fail, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked, isServed } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';

export default defineRecordCheck({
  each: 'database.transactionWaits',
  needs: [],
  check(wait): Outcome {
    if (!isServed(wait)) return pass();
    const name = handlerName(wait.within);
    return fail({
      message: `${name} waits for ${wait.call} inside a transaction${wait.isBegunByQuery === true ? ' that a query began' : ''}`,
      evidence: [wait.at, wait.transaction], anchor: `wait:${name}:${wait.call}`, ...(isAsked(wait) ? {} : { confidence: 'medium' }), ...(wait.isBegunByQuery === true ? { severity: 'medium' } : {}),
      fix: advised('Call the other service before or after the transaction'),
    });
  },
});
