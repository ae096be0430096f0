import { defineCheck, fail, notApplicable, pass, valueOf, type ProposedFix } from '#rule';
import { counted } from '../shared/words.ts';

const TEMPLATES: Readonly<Record<string, string>> = {
  fastapi: 'fastapi/request-timing.py', flask: 'flask/request-timing.py', express: 'express/request-timing.js',
};

export default defineCheck({
  needs: [],
  reads: ['logs.timings', 'web.capabilities', 'web.app', 'service.kind'],
  check(facts, { service: { name } }) {
    const timings = valueOf(facts['logs.timings']) ?? [];
    const [first, ...rest] = timings;
    if (first === undefined || facts['web.app']?.state !== 'known') return notApplicable('no line of a web program tells how long something took');
    if (valueOf(facts['web.capabilities'])?.some(({ kind }) => kind === 'metrics' || kind === 'percentiles') === true) return pass();
    return fail({
      message: `${name} logs how long single steps take, in ${counted(timings.length, 'place')}, and nothing adds them up`,
      evidence: [first, ...rest.slice(0, 2)], anchor: 'timing', fix: fixFor(facts['web.app'].value.framework),
    });
  },
});

function fixFor(framework: string): ProposedFix {
  const template = TEMPLATES[framework];
  const title = 'Write percentiles of request times once a minute';
  if (template === undefined) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'insert', template, after: 'web.app', with: { every: 60 } } };
}
