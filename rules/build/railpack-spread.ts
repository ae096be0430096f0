import { defineCheck, fail, notApplicable, pass, valueOf, type BuildList, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { buildLists } from '../shared/build-lists.ts';

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.lists'],
  check(_facts, { service: { facts } }): readonly Outcome[] | Outcome {
    const lists = valueOf(facts['build.builder']) === 'railpack' ? buildLists(facts) : [];
    if (lists.length === 0) return notApplicable('railpack.json has no lists that Railpack reads');
    const failures = lists.filter((list) => !list.extends && list.items.length > 0).flatMap(judge);
    return failures.length === 0 ? pass() : failures;
  },
});

/** Lists that replace what Railpack found. Commands of install and build are replaced on purpose more often than not. */
function judge(list: BuildList): readonly Outcome[] {
  if (list.key === 'deploy.aptPackages') return [failure(list, 'the packages that Railpack adds for the image, such as libpq5, are left out', 'medium')];
  if (list.key === 'buildAptPackages') return [failure(list, 'Railpack adds its own today, and has announced that it will not', 'low')];
  if (list.key !== 'deploy.inputs') return [];
  return [failure(list, 'the image holds nothing of what Railpack would copy into it', 'low', false)];
}

function failure({ key, at }: BuildList, consequence: string, severity: 'medium' | 'low', isFixed = true): Outcome {
  return fail({
    message: `${key} has no "...": ${consequence}`, evidence: [at], anchor: key, severity,
    fix: isFixed
      ? { title: `Add "..." to ${key}`, applicability: 'review', change: { kind: 'rewrite', how: 'add-to-list', at: [at], with: { item: '...' } } }
      : advised(`Begin ${key} with "...", unless all that the image needs is listed`),
  });
}
