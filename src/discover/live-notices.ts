import type { LiveState } from '../model/live-state.ts';
import type { Notice } from '../model/project.ts';
import type { LoneService, RepositoryPlace, ServiceJoin } from '../model/service-join.ts';
import { nearestName } from '../text/nearest-name.ts';
import { positionAt } from '../text/range.ts';
import { mayBeHere } from './repository-place.ts';

/** What was read longer ago than this may be another state by now; in days. */
const FRESH = 7;
const DAY = 24 * 60 * 60 * 1000;

/** What a reader of a report must know about the platform's word: that it is old, of another project, or not joined to a service. */
export function liveNotices(state: LiveState, { lone }: Pick<ServiceJoin, 'lone'>, { asOf, place }: { readonly asOf: string; readonly place: RepositoryPlace }): readonly Notice[] {
  return [...ageNotice(state, asOf), ...projectNotice(state, place), ...lone.flatMap((service) => openNotice(service, state)), ...loneNotice(lone, state)];
}

function ageNotice({ readAt }: LiveState, asOf: string): readonly Notice[] {
  const day = readAt.slice(0, 10);
  const days = Math.round((Date.parse(asOf) - Date.parse(day)) / DAY);
  return days > FRESH ? [{ message: `what Railway says was read on ${day}, ${days} days before ${asOf}; \`optimize railway pull\` reads it anew` }] : [];
}

/** Repositories that the project is deployed from, and none of them is this one. */
function projectNotice({ project, services }: LiveState, place: RepositoryPlace): readonly Notice[] {
  const repos = [...new Set(services.flatMap(({ source }) => source?.repo ?? []))].sort();
  if (repos.length === 0 || repos.some((repo) => mayBeHere(repo, place))) return [];
  return [{ message: `what Railway says is of the project ${project.name}, which deploys ${repos.join(', ')}, and this is ${place.names.join(', ')}` }];
}

function openNotice({ local, state, candidates, said }: LoneService, { environment, services }: LiveState): readonly Notice[] {
  if (state === 'open') {
    const could = candidates.map(({ name }) => name).join(' or ');
    return [{ message: `what Railway says of ${local.name} is not used: it could be ${could} there; \`optimize railway status\` asks which` }];
  }
  if (state !== 'misnamed' || typeof said?.name !== 'string') return [];
  const { line, column } = positionAt(said.file.text, said.range.start);
  const near = nearestName(said.name, services.map(({ name }) => name));
  const hint = near === undefined ? `there is ${services.map(({ name }) => name).join(', ') || 'none'}` : `did you mean ${near}?`;
  return [{ message: `${said.file.path}:${line}:${column}: Railway has no service "${said.name}" in ${environment.name}; ${hint}`, path: said.file.path }];
}

function loneNotice(lone: readonly LoneService[], { project, environment }: LiveState): readonly Notice[] {
  const names = lone.filter(({ state }) => state === 'none').map(({ local }) => local.name);
  if (names.length === 0) return [];
  return [{ message: `Railway says nothing of ${names.join(', ')}: no service of the project ${project.name} is left for ${names.length === 1 ? 'it' : 'them'} in ${environment.name}` }];
}
