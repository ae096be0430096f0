import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Outcome, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { followed, liveVariables } from '../shared/live-variables.ts';

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'runtime.dependencies'],
  check(_facts, { service: { facts }, strings }): Outcome | readonly Outcome[] {
    const packages = new Set((valueOf(facts['runtime.dependencies']) ?? []).map(({ name }) => name));
    const prefixes = strings('prefixes').map((line) => line.split(' ')).filter(([, name = '']) => packages.has(name)).map(([prefix = '']) => prefix);
    if (prefixes.length === 0) return notApplicable('no bundler writes variables into a page');
    const findings = liveVariables(facts).filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix))).flatMap((variable) => judged(variable, facts) ?? []);
    return findings.length === 0 ? pass() : findings;
  },
});

function judged(variable: ServiceVariable, facts: FactSet): Outcome | undefined {
  // Only what code names is written into the page; Nuxt alone takes the name of a field for it.
  if (!variable.isMentioned && !variable.name.startsWith('NUXT_')) return undefined;
  const { url, references } = followed(variable, facts);
  const evidence = [variable.at] as const;
  const anchor = `variable:${variable.name}`;
  if (url?.hasPassword === true && url.host !== 'local') {
    return fail({
      message: `${variable.name} is written into the page, with the password of a ${url.scheme} address`, evidence, anchor, severity: 'critical',
      fix: advised('Take the address out of what browsers get, and give out a new password'),
    });
  }
  const isPrivate = url?.host === 'railway-private' || references.some((reference) => reference.variable === 'RAILWAY_PRIVATE_DOMAIN');
  return isPrivate ? fail({ message: `${variable.name} tells browsers to ask an address that only the private network knows`, evidence, anchor, fix: advised('Give browsers a public address') }) : undefined;
}
