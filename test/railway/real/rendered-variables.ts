import type { JsonObject, Platform, PlatformEnvironment } from './platform.ts';

/** The variables that a deployment of the service gets: references are replaced, sealed ones are null, and Railway's own are there. */
export function renderedVariables(platform: Platform, environment: PlatformEnvironment, service: string): JsonObject {
  const raw = rawVariables(platform, environment, service);
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, value === null ? null : rendered(value)]));

  function rendered(value: string, owner = service): string {
    return value.replaceAll(/\$\{\{\s*(?:([\w-]+)\.)?(\w+)\s*\}\}/g, (_, of: string | undefined, name: string) => {
      const named = of === undefined ? owner : platform.services.find((each) => each.name === of)?.id ?? of;
      return rendered(rawVariables(platform, environment, named)[name] ?? '', named);
    });
  }
}

/** Values as they were written, by the id of a service or `shared`. */
function rawVariables(platform: Platform, environment: PlatformEnvironment, owner: string): Record<string, string | null> {
  const { sharedVariables = {}, services = {} } = environment.config as { sharedVariables?: Variables; services?: Record<string, { variables?: Variables }> };
  const set = Object.entries(owner === 'shared' ? sharedVariables : services[owner]?.variables ?? {});
  const name = platform.services.find(({ id }) => id === owner)?.name ?? owner;
  return { ...Object.fromEntries(set.map(([variable, { value }]) => [variable, value ?? null])), ...(owner === 'shared' ? {} : railwaysOwn(platform, environment, name)) };
}

type Variables = Record<string, { readonly value?: string }>;

/** Some of https://docs.railway.com/reference/variables#railway-provided-variables */
function railwaysOwn(platform: Platform, environment: PlatformEnvironment, service: string): Record<string, string> {
  return {
    RAILWAY_ENVIRONMENT_NAME: environment.name,
    RAILWAY_PRIVATE_DOMAIN: `${service.toLowerCase()}.railway.internal`,
    RAILWAY_PROJECT_NAME: platform.project.name,
    RAILWAY_SERVICE_NAME: service,
    ...(service === 'Postgres' ? { RAILWAY_TCP_PROXY_DOMAIN: 'monorail.proxy.rlwy.net', RAILWAY_TCP_PROXY_PORT: '23456' } : {}),
  };
}
