import type { Drift, Evidence } from '#rule';

/** What the platform has of a setting; one that it has not is no empty text. */
export function onPlatform({ setting, live }: Drift): Evidence {
  return live.value === '' && live.provenance.kind === 'live' ? { state: 'absent', name: setting, live: live.provenance.place } : live;
}
