import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { recordsIn } from '../shared/records.ts';
import { runVariables } from '../shared/variables.ts';
import { isAtLeast } from '../shared/versions.ts';

/** https://vite.dev/config/server-options#server-allowedhosts */
const VARIABLE = '__VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'start.server', 'start.serverCommand', 'web.hostAllowlists', 'runtime.dependencies', 'build.variables', 'deploy.variables'],
  check(_facts, { service: { facts, name }, strings }) {
    const [server, command, lists] = [facts['start.server'], facts['start.serverCommand'], recordsIn(facts['web.hostAllowlists'])];
    if (server?.state !== 'known' || server.value !== 'vite') return notApplicable('it is not served by Vite');
    if (!isDeployedTo(facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    if (lists === undefined) return notApplicable('the hosts that it answers to cannot be told');
    const isNamed = lists.some(({ framework, hosts, complete }) => framework === 'vite' && (hosts.length > 0 || !complete));
    const isSet = runVariables(facts['build.variables'], facts['deploy.variables']).some(({ variable }) => variable === VARIABLE);
    if (isNamed || isSet || !looksAtHosts(facts, strings('since'))) return pass();
    const isPreview = /\bpreview\b/.test(valueOf(command) ?? '');
    return fail({
      message: `${name} answers visitors with 403, as Vite is told no host`, evidence: command?.state === 'known' ? [command] : [server], anchor: 'hosts',
      fix: advised(`Name the public domain in ${isPreview ? 'preview' : 'server'}.allowedHosts, or serve the built files without Vite`),
    });
  },
});

/** The check came to several release lines at once; a release that no file settles is a new one. */
function looksAtHosts(facts: FactSet, since: readonly string[]): boolean {
  const version = dependencyNamed(facts, 'vite')?.version ?? (valueOf(facts['runtime.dependencies']) ?? []).find(({ name }) => name === 'vite')?.version;
  if (version === undefined) return true;
  const own = since.find((release) => release.split('.')[0] === version.split('.')[0]);
  return own === undefined ? isAtLeast(version, since[0] ?? '') : isAtLeast(version, own);
}
