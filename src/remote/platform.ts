import type { LiveState } from '../model/live-state.ts';
import type { Patch } from './patch.ts';
import type { Sealer } from './seal.ts';

/** The platform as it was read at one moment. */
export interface PlatformReading {
  readonly state: LiveState;
  readonly seal: Sealer;
  /** A variable of a service as it is written; undefined where there is none, or it is sealed. It must never leave this process. */
  readonly value: (service: string, variable: string) => string | undefined;
}

/** What reads and changes one environment of the platform. Failures are UsageErrors. */
export interface Platform {
  readonly read: () => Promise<PlatformReading>;
  /** Sets a variable; nothing is deployed by that. */
  readonly setVariable: (service: string, name: string, value: string) => Promise<void>;
  /** Makes all of a change or none; Railway deploys the services that it is about. */
  readonly commit: (patch: Patch, message: string) => Promise<void>;
}
