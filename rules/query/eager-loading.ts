import { defineRecordCheck, fail, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isServed } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';

export default defineRecordCheck({
  each: 'database.loadedTwice',
  needs: [],
  check(loaded): Outcome {
    if (!isServed(loaded)) return pass();
    const name = handlerName(loaded.within);
    return fail({
      message: `${name} loads ${loaded.relation} along and never takes rows from it, but asks for them with a query of their own`,
      evidence: [loaded.at, loaded.again], anchor: `eager:${name}:${loaded.relation}`,
      fix: advised('Take the rows from the relation, or leave the option out'),
    });
  },
});
