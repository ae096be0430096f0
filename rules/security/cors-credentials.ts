import { defineRecordCheck, fail, notApplicable, pass, type CorsSetup, type Outcome } from '#rule';
import { originsFix } from '../shared/cors.ts';

/** Libraries that answer `*` with the caller's own origin once credentials are allowed; the others send the star, which browsers refuse. */
const ECHOES = ['starlette', 'flask-cors', 'django-cors-headers'];

export default defineRecordCheck({
  each: 'web.corsSetups',
  needs: [],
  check(setup): Outcome {
    if (setup.origins === 'unknown' || setup.credentials === undefined) return notApplicable('which sites may call is decided while it runs');
    if (!setup.credentials || !isOpen(setup)) return pass();
    const unless = setup.unless === undefined ? '' : ` unless ${setup.unless} is set`;
    return fail({
      message: `${setup.library} lets every site call with the cookies of a visitor${unless}`, evidence: [setup.at], anchor: `cors:${setup.library}`,
      // Whoever sets the variable is safe, and nothing in the repository shows it.
      ...(setup.unless === undefined ? {} : { severity: 'medium', confidence: 'low' }),
      fix: originsFix(setup),
    });
  },
});

function isOpen({ origins, library }: CorsSetup): boolean {
  return origins === 'every' || (origins === 'any' && ECHOES.includes(library));
}
