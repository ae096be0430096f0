import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Fact, type Known, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { webServerOf } from '../shared/web-server.ts';
import { writtenAs } from '../shared/written.ts';

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'server.development', 'server.reload', 'server.debug', 'start.server', 'start.serverCommand'],
  check(facts, { service }) {
    if (valueOf(facts['service.kind']) !== 'web') return notApplicable('nothing shows that it answers requests');
    const [development, reload, server, command] = [facts['server.development'], facts['server.reload'], facts['start.server'], facts['start.serverCommand']];
    const name = valueOf(server) ?? 'a server';
    const isWatching = (reload?.state === 'known' && reload.value) || valueOf(facts['server.debug']) === true;
    const evidence = (fact: Evidence): readonly [Evidence, ...Evidence[]] => (command?.state === 'known' ? [fact, command] : [fact]);
    if (development?.state === 'known' && development.value) {
      const shown = valueOf(command) ?? name;
      return fail({
        message: `"${shown}" starts a development server`, evidence: evidence(development), anchor: 'server.development', severity: isWatching ? 'critical' : 'high',
        fix: productionFix(service.name, shown),
      });
    }
    if (reload?.state === 'known' && reload.value) {
      return fail({
        message: `${/^ts-node-dev\b/.exec(valueOf(command) ?? '')?.[0] ?? name} watches files and restarts, as it should only while developing`, evidence: evidence(reload), severity: 'high',
        fix: withoutReload(reload, command),
      });
    }
    const known = webServerOf(service.facts);
    return 'kind' in known ? known : pass();
  },
});

/** nodemon starts what node starts; other servers have options and needs of their own. */
function productionFix(name: string, command: string): ProposedFix {
  if (/^nodemon \S+\.[cm]?js$/.test(command)) return { title: `Start ${name} with node`, applicability: 'safe', change: { kind: 'set-fact', fact: 'server.reload', value: false } };
  return advised(`Start ${name} with a production server`);
}

/** Node, Bun and Nest watch by a flag of their own; the others have a setting. */
function withoutReload(reload: Known<boolean>, command: Fact<string> | undefined): ProposedFix {
  if (command?.state === 'known' && /^ts-node-dev\b/.test(command.value)) return advised('Compile in the build, and start the result with node');
  const flag = writtenAs(reload);
  if (command?.state === 'known' && /^(?:node|bun|deno|nest|tsx) /.test(command.value) && /^(?:-w|--watch|--hot|watch)$/.test(flag)) {
    return { title: `Drop ${flag}`, applicability: 'safe', change: { kind: 'rewrite', how: 'remove-words', at: [command], with: { words: flag } } };
  }
  return { title: flag.startsWith('-') ? `Drop ${flag}` : 'Turn reloading off', applicability: 'safe', change: { kind: 'set-fact', fact: 'server.reload', value: false } };
}
