import type { LiveService, LiveState } from '../model/live-state.ts';
import { byText } from '../text/order.ts';
import { orMistake, type LiveMistake } from './live-mistake.ts';
import { environmentIn, instancesOf, namesOf, type StatusInstance } from './read-status.ts';
import { readService } from './read-service.ts';
import { readVariables } from './read-variables.ts';
import { shownName } from './shown-name.ts';
import { at, booleanAt, entriesAt, objectAt, optionalAt, textAt, type ValueAt } from './value-at.ts';

/** Beside the answers: when they were read, by which CLI, and of which environment. */
export interface AnswerOptions {
  /** `2026-11-26T03:10:00Z`. */
  readonly readAt: string;
  /** Version of the CLI, `5.71.0`. */
  readonly cli: string;
  /** Name or id of the environment whose configuration was asked; needed where the project has several. */
  readonly environment?: string;
}

/**
 * The state of one environment out of two answers of the `railway` CLI: `railway status --json` (names, volumes in use, deployments) and
 * `railway environment config --json` (settings and variables). Values are redacted here. Keys that nobody knows are left out; a value that
 * is used and has another type than it must have is a mistake.
 */
export function liveStateFrom(statusAnswer: unknown, configAnswer: unknown, options: AnswerOptions): LiveState | LiveMistake {
  const status = orMistake('railway status --json', () => readStatus(statusAnswer, options.environment));
  if ('message' in status) return status;
  return orMistake('railway environment config --json', () => stateOf(status, { value: configAnswer, path: [] }, options));
}

interface Status extends Pick<LiveState, 'project' | 'environment'> {
  readonly names: ReadonlyMap<string, string>;
  readonly instances: readonly StatusInstance[];
}

function readStatus(answer: unknown, wanted: string | undefined): Status {
  const root = objectAt({ value: answer, path: [] });
  const environment = environmentIn(root, wanted);
  return {
    project: { id: textAt(at(root, 'id')), name: shownName(textAt(at(root, 'name'))) },
    environment: { id: textAt(at(environment, 'id')), name: shownName(textAt(at(environment, 'name'))) },
    names: namesOf(root), instances: instancesOf(environment),
  };
}

function stateOf({ project, environment, names, instances }: Status, root: ValueAt, { readAt, cli }: AnswerOptions): LiveState {
  objectAt(root);
  const configured = new Map(entriesAt(at(root, 'services')).filter(([, service]) => service.value !== null));
  const isGone = (id: string): boolean => isDeleted(configured.get(id));
  const ids = [...new Set([...configured.keys(), ...instances.map(({ serviceId }) => serviceId)])].filter((id) => !isGone(id));
  const services = ids.map((id): LiveService => {
    const instance = instances.find(({ serviceId }) => serviceId === id);
    return readService({ id, name: shownName(names.get(id) ?? instance?.name ?? id), config: configured.get(id) ?? { value: undefined, path: ['services', id] }, instance, volumes: at(root, 'volumes') });
  });
  return {
    version: 1, readAt, cli, project, environment,
    services: services.sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id)),
    sharedVariables: readVariables(at(root, 'sharedVariables')),
    hasPrivateNetwork: optionalAt(at(root, 'privateNetworkDisabled'), booleanAt) !== true,
  };
}

const isDeleted = (service: ValueAt | undefined): boolean => service !== undefined && optionalAt(at(service, 'isDeleted'), booleanAt) === true;
