import { valueOf, type Fact } from '#rule';

/** True where files show that a service is deployed to a platform: of several that are named the first is meant, and one that no file names is none. */
export function isDeployedTo({ 'service.platforms': platforms }: { readonly 'service.platforms'?: Fact<readonly string[]> | undefined }, platform: string): boolean {
  return valueOf(platforms)?.[0] === platform;
}

/** True for a build by one of Railway's own builders. */
export function isBuiltByRailway({ 'build.builder': builder }: { readonly 'build.builder'?: Fact<string> | undefined }): boolean {
  return ['nixpacks', 'railpack'].includes(valueOf(builder) ?? '');
}
