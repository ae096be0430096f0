import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type StartSource } from '#rule';
import { advised } from '../shared/advised.ts';
import { appOf, plainCommand, programOf } from '../shared/commands.ts';

/** Files that describe the service for somebody else than the platform it is deployed to. */
const ELSEWHERE = ['compose', 'render', 'fly', 'heroku-yml', 'app-json', 'env-example'];

export default defineCheck({
  needs: [],
  reads: ['start.sources', 'service.platforms', 'live.service', 'live.neighbours'],
  check(facts, { service }) {
    const sources = facts['start.sources'];
    if (sources === undefined) return notApplicable('nothing says where the start command comes from');
    if (sources.state === 'unresolved') return notApplicable(`the start command cannot be told: ${sources.reason}`);
    const winner = valueOf(sources)?.find(({ effective }) => effective);
    if (winner === undefined) return pass();
    const platforms = valueOf(facts['service.platforms']) ?? [];
    const isForHeroku = platforms.includes('heroku');
    const rivals = (valueOf(sources) ?? []).filter((source) =>
      !source.effective && !isElsewhere(source, platforms[0]) && !(source.by === 'procfile' && isForHeroku) && isConflict(winner, source, service.facts));
    if (platforms.length === 0 && rivals.length > 0) return notApplicable('a Procfile and a Dockerfile start different things, and no file says which platform it is deployed to');
    const [first, ...rest] = rivals;
    if (first === undefined) return pass();
    const evidence: readonly [Evidence, ...Evidence[]] = [winner.command, first.command, ...rest.map(({ command }) => command)];
    return fail({
      message: `"${winner.command.value}" starts, not "${first.command.value}": ${first.because}`,
      evidence, anchor: 'start.command',
      severity: first.by === 'dockerfile' ? 'medium' : 'high',
      fix: advised(`Keep one command and delete the other${rest.length > 0 ? 's' : ''}`),
    });
  },
});

/** A builder's default is no file, and another platform's file no rival. */
function isElsewhere({ by, command }: StartSource, platform: string | undefined): boolean {
  if (command.provenance.kind !== 'declared' || by.endsWith('default')) return true;
  return ELSEWHERE.includes(by) && !by.startsWith(platform ?? 'railway');
}

/** Another command; what several services may share conflicts only where it starts the same application in another way. */
function isConflict(winner: StartSource, loser: StartSource, facts: FactSet): boolean {
  const [won, lost] = [plainCommand(winner.command.value), plainCommand(loser.command.value)];
  if (won === lost || (loser.by === 'dockerfile' && withoutPort(won) === withoutPort(lost))) return false;
  if (loser.by !== 'dockerfile' && !isOneOfSeveral(winner, facts)) return true;
  return programOf(won) === programOf(lost) && appOf(won) === appOf(lost);
}

/** An image has a port of its own where the platform gives another: `--port 8000` and `--port $PORT`. */
function withoutPort(command: string): string {
  return command.replaceAll(/(--port |-p |:)(?:\$PORT|\d{2,5})(?= |$)/g, '$1PORT');
}

/** `railway.worker.json` configures one of several services in a folder, and so does the platform where another of its services is made of the same folder. */
function isOneOfSeveral({ command, by }: StartSource, facts: FactSet): boolean {
  if (by === 'railway-live') return hasTwin(facts);
  return command.provenance.kind === 'declared' && /(^|\/)railway[.-][\w-]+\.(json|toml)$/.test(command.provenance.file.path);
}

function hasTwin(facts: FactSet): boolean {
  const own = valueOf(facts['live.service'])?.source;
  return (valueOf(facts['live.neighbours']) ?? []).some(({ source }) =>
    source.repo !== undefined && source.repo === own?.repo && (source.rootDirectory ?? '') === (own.rootDirectory ?? ''));
}
