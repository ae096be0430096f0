import { defineCheck, fail, notApplicable, pass, valueOf, type CorsSetup, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineCheck({
  needs: [],
  reads: ['web.corsSetups'],
  check(facts): Outcome | readonly Outcome[] {
    const setups = valueOf(facts['web.corsSetups']) ?? [];
    if (setups.length === 0) return notApplicable('it answers no other sites');
    const open = setups.filter(({ origins, credentials }) => (origins === 'any' || origins === 'every') && credentials === false);
    if (open.length > 0) return [...new Set(open.map(wordsFor))].map((message) => finding(message, open.filter((setup) => wordsFor(setup) === message)));
    return setups.every(({ origins }) => origins === 'unknown') ? notApplicable('which sites may call is decided while it runs') : pass();
  },
});

function wordsFor({ library, unless }: CorsSetup): string {
  return `${library} lets every site read the answers${unless === undefined ? '' : ` unless ${unless} is set`}`;
}

/** One finding for `app.use(cors())` and `app.options('*', cors())`, which say the same. */
function finding(message: string, [first, ...rest]: readonly CorsSetup[]): Outcome {
  if (first === undefined) return pass();
  return fail({
    message, evidence: [first.at, ...rest.map(({ at }) => at)], anchor: `cors:${first.library}`,
    fix: advised('Name the sites that may call, if the API is not public'),
  });
}
