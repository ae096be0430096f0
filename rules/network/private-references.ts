import { defineCheck, fail, notApplicable, pass, valueOf, type CheckContext, type FactSet, type LiveNeighbour, type LiveVariable, type Outcome, type ProposedFix, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { isRead, liveVariables, onlyReference, referenceTo } from '../shared/live-variables.ts';
import { isReadAsPublic } from '../shared/public-database.ts';
import { listed } from '../shared/words.ts';

type Strings = CheckContext['strings'];

export default defineCheck({
  needs: [],
  reads: [
    'live.service', 'live.variables', 'live.neighbours', 'live.settings', 'build.command', 'build.variables', 'database.pools', 'deploy.variables', 'runtime.scripts',
    'runtime.framework',
  ],
  check(_facts, { service: { facts }, strings }): Outcome | readonly Outcome[] {
    if (valueOf(facts['live.service'])?.hasPrivateNetwork !== true) return notApplicable('the private network is switched off');
    const isUsed = (variable: ServiceVariable) => !variable.name.includes('PUBLIC') || isRead(variable, facts);
    const ways = liveVariables(facts).filter(isUsed).flatMap((variable) => publicWay(variable, facts, strings) ?? pastedWay(variable, facts) ?? []);
    if (ways.length === 0) return pass();
    const own = ways.filter(({ variable }) => !isReadAsPublic(variable.name, facts));
    if (own.length === 0) return notApplicable(`network/public-database speaks of ${listed(ways.map(({ variable }) => variable.name))}`);
    const asking = askingBuild(facts, strings);
    return asking === undefined ? own.map(finding) : notApplicable(asking);
  },
});

/** A variable that leads to a neighbour through the Internet. */
interface PublicWay {
  readonly variable: ServiceVariable;
  readonly neighbour: LiveNeighbour;
  /** The variable of the neighbour that it goes through; undefined where the address itself stands in the value. */
  readonly through: string | undefined;
}

/** A reference to a variable of a neighbour that holds a public address, or an address of a database that is put together from its proxy. */
function publicWay(variable: ServiceVariable, facts: FactSet, strings: Strings): PublicWay | undefined {
  for (const { service, variable: through } of variable.references) {
    const neighbour = valueOf(facts['live.neighbours'])?.find(({ name }) => name === service);
    const behind = neighbour?.variables.find(({ name }) => name === through);
    const isProxy = behind === undefined
      ? through === 'RAILWAY_TCP_PROXY_DOMAIN' && variable.url !== undefined && strings('databases').includes(kindOf(variable.url.scheme))
      : isProxied(behind) || (strings('public').includes(through) && !isPrivate(behind));
    if (neighbour !== undefined && isProxy) return { variable, neighbour, through };
  }
  return undefined;
}

/** The address of a proxy in plain sight. Whose it is cannot be seen: it is one of this project where a neighbour of the kind has a proxy. */
function pastedWay(variable: ServiceVariable, facts: FactSet): PublicWay | undefined {
  const { url } = variable;
  if (url?.host !== 'railway-proxy') return undefined;
  const kind = kindOf(url.scheme);
  const alike = (valueOf(facts['live.neighbours']) ?? []).filter(({ hasTcpProxy, variables }) => hasTcpProxy && variables.some((each) => each.url !== undefined && kindOf(each.url.scheme) === kind));
  const [neighbour, ...others] = alike;
  return neighbour === undefined || others.length > 0 ? undefined : { variable, neighbour, through: undefined };
}

/** `postgresql+asyncpg` and `postgres` are one kind of database. */
function kindOf(scheme: string): string {
  return scheme.toLowerCase().replace(/\+.*$/, '').replace(/^postgresql$/, 'postgres').replace(/^(redis|amqp)s$/, '$1');
}

const isProxied = ({ url, references }: LiveVariable): boolean => url?.host === 'railway-proxy' || references.some(({ variable }) => variable === 'RAILWAY_TCP_PROXY_DOMAIN');
const isPrivate = ({ url, references }: LiveVariable): boolean => url?.host === 'railway-private' || references.some(({ variable }) => variable === 'RAILWAY_PRIVATE_DOMAIN');

/** Why the build may need the public address. */
function askingBuild(facts: FactSet, strings: Strings): string | undefined {
  const framework = valueOf(facts['runtime.framework']) ?? '';
  if (strings('asks-while-building').includes(framework)) return `a build of ${framework} may ask for data, and the private network is not there while an image is built`;
  const scripts = (valueOf(facts['runtime.scripts']) ?? []).filter(({ name }) => /^(?:pre|post)?(?:build|install)$/.test(name)).map(({ command }) => command.value);
  const live = (valueOf(facts['live.settings']) ?? []).filter(({ setting }) => setting === 'build.buildCommand').map(({ value }) => String(value));
  const commands = [valueOf(facts['build.command']) ?? '', ...scripts, ...live];
  const asks = commands.some((command) => strings('build-words').some((word) => command.includes(word)));
  return asks ? 'the build asks the database, and the private network is not there while an image is built' : undefined;
}

function finding(way: PublicWay): Outcome {
  const { variable, neighbour, through } = way;
  return fail({
    message: through === undefined
      ? `${variable.name} holds the address of a public proxy, which may be that of ${neighbour.name}`
      : `${variable.name} reaches ${neighbour.name} over the Internet, through ${through}`,
    evidence: [variable.at, neighbour.at], anchor: `variable:${variable.name}`,
    ...(through === undefined ? { severity: 'low', confidence: 'low' } as const : {}),
    fix: fixFor(way),
  });
}

/** The private variable beside the public one: its name is the same without PUBLIC, or has PRIVATE in it, as databases had before. */
function fixFor({ variable, neighbour, through = '' }: PublicWay): ProposedFix {
  const names = [through.replace(/_?PUBLIC(?=_)/, '').replace(/^_/, ''), through.replace('PUBLIC', 'PRIVATE'), through.replace(/_(?=UR[IL]$)/, '_PRIVATE_')];
  const to = names.map((name) => neighbour.variables.find((each) => each.name === name && each.name !== through && isPrivate(each))).find((each) => each !== undefined);
  if (to === undefined) return advised(`Refer to a variable of ${neighbour.name} whose host ends in .railway.internal`);
  const reference = referenceTo(neighbour.name, to.name);
  if (onlyReference(variable) === undefined) return advised(`Refer to ${reference} instead`);
  return {
    title: `Refer to ${reference}, the private address`, applicability: 'review',
    change: { kind: 'live-variable', variable: variable.name, to: { kind: 'value', value: reference } },
  };
}
