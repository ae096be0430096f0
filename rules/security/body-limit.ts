import { defineCheck, fail, notApplicable, pass, type Change, type Outcome, type ProposedFix } from '#rule';
import { protectionOf } from '../shared/protections.ts';
import { recordsIn } from '../shared/records.ts';

const TEMPLATES: Readonly<Record<string, string>> = {
  fastapi: 'fastapi/body-limit.py', starlette: 'fastapi/body-limit.py', flask: 'flask/body-limit.py',
};

const WITH_BODY = ['POST', 'PUT', 'PATCH', 'ANY'];

export default defineCheck({
  needs: [],
  reads: ['web.protections', 'web.routes', 'web.app'],
  check(facts): Outcome {
    const [routes, app, protections] = [recordsIn(facts['web.routes']), facts['web.app'], facts['web.protections']];
    if (routes === undefined || app?.state !== 'known' || protections === undefined || protections.state === 'unresolved') return notApplicable('its routes are not known');
    const taking = routes.find(({ methods, websocket }) => !websocket && methods.some((method) => WITH_BODY.includes(method)));
    if (TEMPLATES[app.value.framework] === undefined) return notApplicable('its framework has a limit of its own');
    if (taking === undefined) return notApplicable('no route takes a body');
    if (protectionOf(protections, 'body-limit') !== undefined) return pass();
    return fail({
      message: 'requests of any size are read', evidence: [app.value.variable, taking.path], anchor: 'body-limit', fix: fixOf(app.value.framework),
    });
  },
});

function fixOf(framework: string): ProposedFix {
  const change: Change = { kind: 'insert', template: TEMPLATES[framework] ?? '', after: 'web.app', with: { megabytes: 10 } };
  return { title: 'Answer requests of more than 10 MB with 413', applicability: 'review', change };
}
