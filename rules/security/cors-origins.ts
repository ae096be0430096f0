import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';

export default defineRecordCheck({
  each: 'web.corsSetups',
  needs: [],
  check({ origins, credentials, library, unless, at }): Outcome {
    if (origins === 'unknown') return notApplicable('which sites may call is decided while it runs');
    if (origins === 'listed' || credentials !== false) return pass();
    return fail({
      message: `${library} lets every site read the answers${unless === undefined ? '' : ` unless ${unless} is set`}`, evidence: [at], anchor: `cors:${library}`,
      fix: { title: 'Name the sites that may call, if the API is not public', applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});
