import { defineRecordCheck, fail, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { anchorOf, nameOf, placeOf } from '../shared/ignores.ts';

export default defineRecordCheck({
  each: 'config.ignores',
  needs: [],
  check(ignore) {
    if (ignore.state !== 'without-reason') return pass();
    return fail({
      message: `${nameOf(ignore)} gives no reason, so it hides nothing`, evidence: [placeOf(ignore)], anchor: anchorOf(ignore),
      fix: advised('Say why behind it, or remove it'),
    });
  },
});
