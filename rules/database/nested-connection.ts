import { defineRecordCheck, fail, notApplicable, pass } from '#rule';

export default defineRecordCheck({
  each: 'database.checkouts',
  needs: [],
  check({ scope, nested, name, at }) {
    if (scope === 'script' || scope === 'startup' || scope === 'module') return notApplicable('nothing else runs at the same time');
    if (nested === undefined || name === undefined) return pass();
    return fail({
      message: `${nested.value}.query asks for another connection while ${name} is held`,
      evidence: [nested, at],
      fix: { title: `Ask ${name} instead of ${nested.value}`, applicability: 'review', change: { kind: 'replace', at: nested, text: name } },
    });
  },
});
