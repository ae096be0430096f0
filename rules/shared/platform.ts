import { valueOf, type Service } from '#rule';

/** True where the files show that the service goes to a platform: what is said of that one's proxy says nothing of others. */
export function deploysTo({ facts }: Service, platform: string): boolean {
  return valueOf(facts['service.platforms'])?.[0] === platform;
}
