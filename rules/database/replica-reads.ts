import { defineRecordCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineRecordCheck({
  each: 'database.replicaReads',
  needs: [],
  check({ at, replica, within, scope }, _facts, { strings }) {
    if (scope === 'script') return notApplicable('a script reads from the replica');
    const words = wordsOf(within ?? '');
    const has = (list: readonly string[]) => words.some((word) => list.includes(word));
    const isDeciding = has(strings('deciding')) || (strings('asking').includes(words[0] ?? '') && has(strings('asked')));
    if (!isDeciding) return pass();
    return fail({
      message: `${within} reads from a replica (${replica}), which may not know yet what was just written`, evidence: [at], anchor: `replica:${within}`,
      fix: advised('Read it from the database that is written, in the same transaction'),
    });
  },
});

/** `hasPermission` and `has_permission` as words. */
function wordsOf(name: string): readonly string[] {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z\d]+/).filter((word) => word !== '');
}
