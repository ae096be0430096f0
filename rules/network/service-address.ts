import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { hostOf, PRIVATE_HOST, PUBLIC_DOMAIN } from '../shared/addresses.ts';

export default defineRecordCheck({
  each: 'code.addresses',
  needs: [],
  check(use, _facts, { strings }): Outcome {
    if (use.side !== 'server' || use.name === undefined || !strings('calls').includes(use.name)) return notApplicable('no call of the server is given it');
    if (PRIVATE_HOST.test(use.url)) return pass();
    if (!PUBLIC_DOMAIN.test(use.url)) return notApplicable('it is no address of a web service');
    const host = hostOf(use.url);
    return fail({
      message: `the server asks ${host}, which leads over the public network`, evidence: [use.at], anchor: `address:${host}`,
      fix: advised('Ask it at its private address, if it belongs to the same project'),
    });
  },
});
