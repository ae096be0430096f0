import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type ProposedFix } from '#rule';
import { protectionOf } from '../shared/protections.ts';

/** What the headers are set by, for each framework that has a hook for that. */
const TEMPLATES: Readonly<Record<string, string>> = {
  fastapi: 'fastapi/security-headers.py', flask: 'flask/security-headers.py', express: 'express/security-headers.js',
};

const FRAMEWORKS = [...Object.keys(TEMPLATES), 'starlette', 'django'];

/** Packages that write pages: without one an application answers programs. */
const PAGES = ['jinja2', 'flask-wtf', 'ejs', 'pug', 'hbs', 'express-handlebars', 'nunjucks', 'mustache-express', 'whitenoise'];

export default defineCheck({
  needs: [],
  reads: ['web.protections', 'web.app', 'runtime.dependencies'],
  check(facts): Outcome {
    const [protections, app] = [facts['web.protections'], facts['web.app']];
    if (app?.state !== 'known' || protections === undefined || protections.state === 'unresolved') return notApplicable('what it answers with is not known');
    if (protectionOf(protections, 'headers') !== undefined) return pass();
    const names = valueOf(facts['runtime.dependencies'])?.map(({ name }) => name) ?? [];
    if (!FRAMEWORKS.includes(app.value.framework)) return notApplicable('its framework is none that leaves the headers to the application');
    if (!names.some((name) => PAGES.includes(name)) && app.value.framework !== 'django') return notApplicable('it writes no pages');
    return fail({
      message: 'answers carry no security headers', evidence: [app.value.variable], anchor: 'headers', fix: fixOf(app.value.framework),
    });
  },
});

function fixOf(framework: string): ProposedFix {
  const template = TEMPLATES[framework];
  const title = 'Set the security headers of each answer';
  return template === undefined ? { title, applicability: 'advice', change: { kind: 'advice' } }
    : { title, applicability: 'review', change: { kind: 'insert', template, after: 'web.app' } };
}
