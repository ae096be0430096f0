import { defineCheck, fail, nearestName, pass, tableList, valueOf, type CheckContext, type FactSet, type LiveNeighbour, type LiveReference, type Outcome, type ProposedFix, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { isRead, liveVariables, onlyReference, referenceTo, variablesBehind } from '../shared/live-variables.ts';

/** What Railway sets where a service has such a thing, and what that is. https://docs.railway.com/variables/reference */
const CONDITIONAL: readonly (readonly [RegExp, (neighbour: LiveNeighbour) => boolean, string])[] = [
  [/^RAILWAY_(?:PUBLIC_DOMAIN|STATIC_URL)$/, ({ hasDomain }) => hasDomain, 'domain'],
  [/^RAILWAY_TCP_(?:PROXY|APPLICATION)_/, ({ hasTcpProxy }) => hasTcpProxy, 'TCP proxy'],
  [/^RAILWAY_VOLUME_/, ({ volumes }) => volumes.length > 0, 'volume'],
];

/** A name; a function of a template has parentheses. https://docs.railway.com/templates/create#template-variable-functions */
const NAME = /^[\w.-]+$/;

/** Why a reference comes to nothing, and what may have been meant. */
interface Miss {
  readonly because: string;
  /** The reference that may have been meant, as it is written. */
  readonly meant?: string;
  /** What gives the variable its value, where a name is not the matter. */
  readonly remedy?: string;
}

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'live.settings'],
  check(_facts, { service: { facts }, tables }): Outcome | readonly Outcome[] {
    const findings = liveVariables(facts).flatMap((variable) => {
      const misses = variable.references.flatMap((reference) => missOf(variable, reference, { facts, tables }) ?? []);
      return misses.slice(0, 1).map((miss) => finding(variable, miss, facts));
    });
    return findings.length === 0 ? pass() : findings;
  },
});

interface Known extends Pick<CheckContext, 'tables'> {
  readonly facts: FactSet;
}

function missOf(variable: ServiceVariable, reference: LiveReference, known: Known): Miss | undefined {
  const { facts } = known;
  const { service, variable: name } = reference;
  if (!NAME.test(name) || name === 'PORT') return undefined;
  if (service !== undefined && isBare(service, variable)) return { because: `the name ${service} does not stand in quotes`, meant: referenceTo(service, name) };
  const own = valueOf(facts['live.service'])?.name;
  const isOwn = service === undefined || service === own;
  if (isOwn && name === variable.name) return { because: 'that is the variable itself' };
  if (name.startsWith('RAILWAY_') && isOwn) return undefined;
  const variables = variablesBehind(reference, facts);
  if (variables === undefined) return missingService(reference, known);
  const neighbour = valueOf(facts['live.neighbours'])?.find((each) => each.name === service);
  const found = variables.find((each) => each.name === name);
  if (neighbour !== undefined && found !== undefined) return emptyBehind(found.name, found.references, neighbour);
  if (neighbour !== undefined && name.startsWith('RAILWAY_')) return lacking(name, neighbour);
  if (found !== undefined) return undefined;
  const near = nearestName(name, variables.map((each) => each.name));
  const place = service === 'shared' ? 'the environment has no shared variable' : `${isOwn ? 'the service' : service} has no variable`;
  return { because: `${place} ${name}`, ...(near === undefined ? {} : { meant: service === undefined ? `\${{${near}}}` : referenceTo(service, near) }) };
}

/** A name with dots counts in quotes alone. https://github.com/wasp-lang/wasp/issues/3513 */
function isBare(service: string, { shown }: ServiceVariable): boolean {
  return /[^\w -]/.test(service) && shown.includes(`{{${service}.`);
}

/** The service may be there under a name that is nearly the same, or be the only one that has such a variable. */
function missingService({ service = '', variable }: LiveReference, { facts, tables }: Known): Miss | undefined {
  const neighbours = valueOf(facts['live.neighbours']) ?? [];
  if (neighbours.some(({ id }) => id === service) || tableList(tables, 'railway/bucket-variables').includes(variable)) return undefined;
  const holders = neighbours.filter(({ variables }) => variable.startsWith('RAILWAY_') || variables.some(({ name }) => name === variable));
  const [only, ...others] = variable.startsWith('RAILWAY_') ? [] : holders;
  const near = nearestName(service, holders.map(({ name }) => name)) ?? (others.length === 0 ? only?.name : undefined);
  return { because: `the environment has no service ${service}`, ...(near === undefined ? {} : { meant: referenceTo(near, variable) }) };
}

/** What Railway sets for a neighbour only where it has a domain, a proxy or a volume; `whole` is the variable that is put together from it. */
function lacking(name: string, neighbour: LiveNeighbour, whole?: string): Miss | undefined {
  const [, , thing] = CONDITIONAL.find(([names, has]) => names.test(name) && !has(neighbour)) ?? [];
  if (thing === undefined) return undefined;
  const remedy = thing === 'volume' ? `Attach a volume to ${neighbour.name}` : `Give ${neighbour.name} a ${thing}, or refer to its private address`;
  return { because: `${neighbour.name} has no ${thing}, so that its ${whole === undefined ? `${name} is empty` : `${whole} is incomplete`}`, remedy };
}

/** A variable of a neighbour that is put together from what the neighbour does not have. */
function emptyBehind(name: string, references: readonly LiveReference[], neighbour: LiveNeighbour): Miss | undefined {
  const own = references.filter(({ service }) => service === undefined || service === neighbour.name);
  return own.map(({ variable }) => lacking(variable, neighbour, name)).find((miss) => miss !== undefined);
}

function finding(variable: ServiceVariable, miss: Miss, facts: FactSet): Outcome {
  return fail({
    message: `${variable.name} refers to nothing: ${miss.because}`, evidence: [variable.at], anchor: `variable:${variable.name}`,
    ...(isRead(variable, facts) ? {} : { severity: 'medium' } as const),
    fix: fixFor(variable, miss),
  });
}

/** Capitals and quotes are all that a fix puts right: another name that is only near, PGHOST for PGPORT, may mean something else. */
function fixFor(variable: ServiceVariable, { meant, remedy = 'Set the variable that is referred to, or refer to another one' }: Miss): ProposedFix {
  if (meant === undefined) return advised(remedy);
  const isSame = onlyReference(variable) !== undefined && variable.quoted === undefined && plainly(meant) === plainly(variable.shown);
  if (!isSame) return advised(`Refer to ${meant}, if that is meant`);
  return { title: `Refer to ${meant}`, applicability: 'review', change: { kind: 'live-variable', variable: variable.name, to: { kind: 'value', value: meant } } };
}

const plainly = (reference: string): string => reference.replaceAll(/[ "']/g, '').toLowerCase();
