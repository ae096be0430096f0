import { valueOf, type Fact, type Known } from '../model/fact.ts';
import { fileOf } from './deploy.ts';
import type { ServiceInput } from './service-input.ts';

/** Images and compose files for a developer's machine. */
const DEVELOPMENT = /(^|[/._-])(dev|devel|development|devcontainer|local|test|tests|testing|ci|cypress|e2e|debug|override|demo)([/._-]|$)/i;

/** True for the path of an image or compose file that nobody deploys. */
export function isForDevelopment(path: string): boolean {
  return DEVELOPMENT.test(path);
}

/**
 * The one Dockerfile that compose files build this folder with, where it does not lie in the folder itself: `docker/Dockerfile` with the
 * context `..`. No platform reads a compose file, but who keeps an image there ships it. Those for development are left out.
 */
export function imageOfCompose({ statements, root, files }: ServiceInput): Known<string> | undefined {
  const named = statements.flatMap(({ by, service, fact }): readonly Known<string>[] => {
    if (by !== 'compose' || fact.name !== 'build.dockerfilePath' || fact.state !== 'known') return [];
    const file = fileOf(fact as Fact<unknown>)?.path ?? '';
    const isHere = statements.some((other) => other.by === 'compose' && other.service === service && other.fact.name === 'build.rootDirectory'
      && fileOf(other.fact as Fact<unknown>)?.path === file && valueOf(other.fact as Fact<string>) === root);
    const path = String(fact.value);
    return isHere && files.has(path) && !isForDevelopment(path) && !isForDevelopment(file) ? [fact as Known<string>] : [];
  });
  const [first, ...more] = named;
  return first !== undefined && more.every(({ value }) => value === first.value) ? first : undefined;
}
