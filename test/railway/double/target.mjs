import { failed } from './failures.mjs';

/** The value of a flag by its names: `-s web`, `--service web`, `--service=web`. */
export function flag(words, ...names) {
  for (const [at, word] of words.entries()) {
    if (names.includes(word)) return words[at + 1];
    const name = names.find((each) => each.startsWith('--') && word.startsWith(`${each}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return undefined;
}

/** Project and environment that a call is about, or how it fails. A flag counts before a variable, and that before the link. */
export function targetOf(words, state, { takesProject = true } = {}) {
  const project = takesProject ? flag(words, '-p', '--project') : undefined;
  const wanted = flag(words, '-e', '--environment');
  if (project !== undefined && wanted === undefined) return { failure: failed('--environment is required when using --project') };
  const linked = project === undefined ? linkedOf(state) : { project };
  if (linked.failure !== undefined) return linked;
  const isKnown = [state.status.id, state.status.name].includes(linked.project);
  return isKnown ? environmentOf(wanted ?? linked.environment, state, linked) : { failure: unknownProject(project) };
}

function unknownProject(named) {
  if (named !== undefined) return failed(`Project "${named}" not found`);
  return failed('Project not found. Run `railway link` to connect to a project.', 'Run `railway link` to connect to a project.');
}

function environmentOf(wanted, state, linked) {
  const node = state.status.environments.edges.map((edge) => edge.node).find(({ id, name }) => [id, name].includes(wanted));
  if (node === undefined) return { failure: failed(`Environment "${wanted}" not found.\nRun \`railway environment\` to connect to an environment.`) };
  if (!node.canAccess) return { failure: failed(`Environment "${node.name}" is restricted. Ask a workspace admin for access, or choose an unrestricted environment.`) };
  return { environment: node, linked };
}

/** The service that a call is about, by name or id. */
export function serviceOf(words, state, linked) {
  const wanted = flag(words, '-s', '--service') ?? linked.service;
  if (wanted === undefined) return { failure: failed('No service linked\nRun `railway service` to link a service', 'Run `railway service` to link a service.') };
  const node = state.status.services.edges.map((edge) => edge.node).find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  return node === undefined ? { failure: failed(`Service '${wanted}' not found`) } : { service: node };
}

function linkedOf(state) {
  const { RAILWAY_PROJECT_ID: project, RAILWAY_ENVIRONMENT_ID: environment } = process.env;
  if (project !== undefined) return { project, environment: environment ?? state.linked?.environment };
  if (environment !== undefined) return { failure: failed('RAILWAY_ENVIRONMENT_ID cannot be set without RAILWAY_PROJECT_ID.') };
  return state.linked ?? { failure: failed('No linked project found. Run railway link to connect to a project', 'Run `railway link` to connect to a project.') };
}
