import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { hostOf, PRIVATE_HOST } from '../shared/addresses.ts';

export default defineRecordCheck({
  each: 'code.addresses',
  needs: [],
  check(use): Outcome {
    if (use.side !== 'browser') return notApplicable('it is used on the server, or nothing says where');
    if (!PRIVATE_HOST.test(use.url)) return pass();
    const host = hostOf(use.url);
    return fail({
      message: `the browser is told to ask ${host}, which only the private network knows`, evidence: [use.at], anchor: `address:${use.name ?? host}`,
      fix: advised('Give the browser a public address'),
    });
  },
});
