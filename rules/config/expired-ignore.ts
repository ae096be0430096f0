import { defineRecordCheck, fail, pass } from '#rule';
import { anchorOf, nameOf, placeOf, removal } from '../shared/ignores.ts';

export default defineRecordCheck({
  each: 'config.ignores',
  needs: [],
  check(ignore) {
    const { state, until = '', findings } = ignore;
    if (state !== 'expired') return pass();
    const effect = findings.length === 0 ? '' : ', and what it covered is open again';
    return fail({ message: `${nameOf(ignore)} held until ${until}${effect}`, evidence: [placeOf(ignore)], anchor: anchorOf(ignore), fix: removal(ignore) });
  },
});
