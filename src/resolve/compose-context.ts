import { valueOf, type Fact, type Known } from '../model/fact.ts';
import { fileOf } from './deploy.ts';
import type { ServiceInput } from './service-input.ts';

/**
 * The folder that compose files build a Dockerfile in: `build: { context: ., dockerfile: apps/api/Dockerfile }`. Undefined where none names
 * it, where they do not agree, or where the platform itself, or a file of it, says which folder a service is.
 */
export function contextOfCompose({ statements, files }: ServiceInput, dockerfile: string): Known<string> | undefined {
  const roots = statements.filter(({ fact }) => fact.name === 'build.rootDirectory');
  if (roots.some(({ by }) => by !== 'compose')) return undefined;
  const contexts = statements.flatMap(({ by, service, fact }): readonly Known<string>[] => {
    if (by !== 'compose' || fact.name !== 'build.dockerfilePath' || valueOf(fact as Fact<string>) !== dockerfile) return [];
    const own = roots.find((root) => root.service === service && pathOf(root.fact as Fact<unknown>) === pathOf(fact as Fact<unknown>));
    const folder = valueOf(own?.fact as Fact<string> | undefined);
    return own !== undefined && folder !== undefined && (folder === '' || files.hasFolder(folder)) ? [own.fact as Known<string>] : [];
  });
  const [first, ...more] = contexts;
  return more.every(({ value }) => value === first?.value) ? first : undefined;
}

const pathOf = (fact: Fact<unknown>): string | undefined => fileOf(fact)?.path;
