import type { Json, JsonObject, Platform, PlatformEnvironment } from './platform.ts';

/** The variables that a deployment of the service gets: references are replaced, sealed ones are null, and Railway's own are there. */
export function renderedVariables(platform: Platform, environment: PlatformEnvironment, service: string): JsonObject {
  const name = platform.services.find(({ id }) => id === service)?.name ?? service;
  const own = Object.entries(variablesOf(environment, service)).map(([variable, set]): [string, Json] => [variable, rendered(platform, environment, service, set)]);
  return {
    ...Object.fromEntries(own),
    RAILWAY_ENVIRONMENT_NAME: environment.name,
    RAILWAY_PRIVATE_DOMAIN: `${name.toLowerCase()}.railway.internal`,
    RAILWAY_PROJECT_NAME: platform.project.name,
    RAILWAY_SERVICE_NAME: name,
  };
}

function rendered(platform: Platform, environment: PlatformEnvironment, service: string, set: Json | undefined): Json {
  const value = (set as { value?: string } | undefined)?.value;
  return value === undefined ? null : value.replaceAll(/\$\{\{\s*(?:([\w-]+)\.)?(\w+)\s*\}\}/g, (_, of: string | undefined, variable: string) =>
    String(rendered(platform, environment, owner(platform, service, of), variablesOf(environment, owner(platform, service, of))[variable]) ?? ''));
}

/** What a reference names: `shared`, the id of a service, or the service itself. */
function owner(platform: Platform, service: string, of: string | undefined): string {
  return of === undefined ? service : platform.services.find(({ name }) => name === of)?.id ?? of;
}

function variablesOf(environment: PlatformEnvironment, owned: string): JsonObject {
  const { sharedVariables = {}, services = {} } = environment.config as { sharedVariables?: JsonObject; services?: Record<string, { variables?: JsonObject }> };
  return owned === 'shared' ? sharedVariables : services[owned]?.variables ?? {};
}
