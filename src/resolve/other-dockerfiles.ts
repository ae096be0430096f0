import { declared } from '../model/fact.ts';
import { folderOf } from '../model/files.ts';
import type { Override } from '../model/project.ts';
import { fileOf } from './deploy.ts';
import type { ServiceInput } from './service-input.ts';

/** Dockerfiles of the service's own folder that are not the one in use, `Dockerfile.prod`: whether somebody builds one by hand no file says. */
export function otherDockerfiles({ statements, files, root }: ServiceInput, used: string | undefined): readonly Override[] {
  const paths = new Set(statements.flatMap(({ by, fact }) => (by === 'dockerfile' ? fileOf(fact)?.path ?? [] : [])));
  return [...paths].filter((path) => path !== used && folderOf(path) === root).sort().flatMap((path) => {
    const file = files.read(path);
    if (file === undefined) return [];
    return [{ name: 'build.dockerfilePath', loser: declared('build.dockerfilePath', path, file, { start: 0, end: 0 }), because: 'no configuration of this service names it, so that what it says is not judged' }];
  });
}
