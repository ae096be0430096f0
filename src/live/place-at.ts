import type { LivePlace, LiveService, LiveState } from '../model/live-state.ts';

/** The place of a setting, a variable or another part of a service on the platform. */
export function placeAt({ name }: Pick<LiveService, 'name'>, { environment, readAt }: Pick<LiveState, 'environment' | 'readAt'>, field: string): LivePlace {
  return { service: name, environment: environment.name, field, readAt };
}
