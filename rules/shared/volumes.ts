import { valueOf, type FactSet, type Known } from '#rule';

/** The volume of a service, by its mount path: one that a file mounts, or one that the platform has attached. */
export function mountedVolume(facts: FactSet): Known<string> | undefined {
  const mount = facts['deploy.volumeMount'];
  return mount?.state === 'known' ? mount : valueOf(facts['live.volumes'])?.[0]?.at;
}
