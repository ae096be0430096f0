import { defineCheck, fail, pass, undecided, valueOf, type CheckContext, type FactSet, type LiveUrl, type LiveNeighbour, type Outcome, type ProposedFix, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasProxy } from '../shared/listening.ts';
import { followed, isRead, liveVariables, referenceTo } from '../shared/live-variables.ts';

type Strings = CheckContext['strings'];

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'live.settings', 'start.command', 'start.steps', 'start.scriptFiles'],
  check(_facts, { service: { facts }, strings, text }): Outcome | readonly Outcome[] {
    const isAside = new RegExp(text('aside'), 'i');
    const local = liveVariables(facts).flatMap((variable) => {
      const { url } = followed(variable, facts);
      const isDatabase = url?.host === 'local' && strings('databases').includes(kindOf(url));
      return isDatabase && !isAside.test(variable.name) && isRead(variable, facts) ? [{ variable, url }] : [];
    });
    if (local.length === 0) return pass();
    if (hasProxy(facts['start.steps']) || valueOf(facts['start.command']) === undefined) return undecided('what runs beside the program in its container cannot be told');
    const lost = local.filter(({ url }) => !isBeside(url, facts, strings));
    return lost.length === 0 ? pass() : lost.map(({ variable, url }) => finding(variable, url, facts));
  },
});

const kindOf = ({ scheme }: LiveUrl): string => scheme.toLowerCase().replace(/\+.*$/, '').replace(/^(redis|amqp|valkey)s$/, '$1');

/** True where the start command, or a step of it, starts a server of that kind. */
function isBeside(url: LiveUrl, facts: FactSet, strings: Strings): boolean {
  const programs = strings('beside').filter((line) => line.startsWith(`${kindOf(url)} `)).map((line) => line.slice(line.indexOf(' ') + 1));
  const texts = [valueOf(facts['start.command']) ?? '', ...(valueOf(facts['start.steps']) ?? []).map(({ at }) => at.value)];
  return programs.some((program) => texts.some((text) => new RegExp(`(?:^|[\\s/;&])${program}\\b`).test(text)));
}

function finding(variable: ServiceVariable, url: LiveUrl, facts: FactSet): Outcome {
  return fail({
    message: `${variable.name} leads to ${url.scheme} in the container itself, where no such server runs`, evidence: [variable.at], anchor: `variable:${variable.name}`,
    fix: fixFor(url, facts),
  });
}

/** The only neighbour that has an address of the same kind under a name that says so. */
function fixFor(url: LiveUrl, facts: FactSet): ProposedFix {
  const alike = (valueOf(facts['live.neighbours']) ?? []).flatMap((neighbour) => addressOf(neighbour, url));
  const [only, ...others] = alike;
  return advised(only === undefined || others.length > 0 ? "Refer to the database's own variable" : `Refer to ${only}`);
}

function addressOf({ name, variables }: LiveNeighbour, url: LiveUrl): readonly string[] {
  const isAlike = (other: LiveUrl | undefined) => other !== undefined && kindOf(other).replace('postgresql', 'postgres') === kindOf(url).replace('postgresql', 'postgres');
  const variable = variables.find((each) => isAlike(each.url) && !each.name.includes('PUBLIC'));
  return variable === undefined ? [] : [referenceTo(name, variable.name)];
}
