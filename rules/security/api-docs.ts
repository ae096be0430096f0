import { defineCheck, fail, notApplicable, pass, type Outcome, type Route } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

/** FastAPI's own routes have no place in a file, or are named by an argument of the application. */
const SCHEMA = /\/openapi\.json$/;

export default defineCheck({
  needs: [],
  reads: ['web.routes', 'web.app'],
  check(facts): Outcome {
    const routes = recordsIn(facts['web.routes']);
    const app = facts['web.app'];
    if (routes === undefined || app?.state !== 'known' || app.value.framework !== 'fastapi') return notApplicable('it is no FastAPI application whose routes are known');
    const schema = routes.find(({ path }) => SCHEMA.test(path.value) && path.provenance.kind === 'default');
    const own = routes.filter(({ path }) => path.provenance.kind !== 'default');
    const guarded = own.filter((route) => route.guarded === true);
    if (!isPrivate(own, guarded)) return notApplicable('most of the API is open to everybody');
    if (schema === undefined) return pass();
    return fail({
      message: `/docs and /openapi.json are open, and ${guarded.length} of ${own.length} routes ask who is calling`,
      evidence: [app.value.made ?? app.value.variable, ...guarded.slice(0, 1).map(({ path }) => path)], anchor: 'api-docs',
      fix: advised('Make the application with openapi_url=None in production'),
    });
  },
});

/** An API of which at least two in three routes ask who is calling. */
function isPrivate(own: readonly Route[], guarded: readonly Route[]): boolean {
  return guarded.length >= 3 && guarded.length * 3 >= own.length * 2;
}
