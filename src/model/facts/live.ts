import type { Known } from '../fact.ts';
import type { LiveDeployment, LiveName, LiveSource, LiveValue, LiveVariable } from '../live-state.ts';

/** What the platform says of a service; none of it is there in a scan of files alone. */
export interface LiveFacts {
  /** The service on the platform that this one is. */
  'live.service': LiveLink;
  /** Variables that are set on it, those of Railway's own making left out. */
  'live.variables': readonly ServiceVariable[];
  /** Settings as the platform holds them, whatever a file says. */
  'live.settings': readonly LiveSetting[];
  /** The other services of the environment. */
  'live.neighbours': readonly LiveNeighbour[];
  /** Volumes that are attached. */
  'live.volumes': readonly VolumeMount[];
  /** Regions in which its replicas run. */
  'live.regions': readonly RegionReplicas[];
  /** Addresses at which the Internet reaches it. */
  'live.domains': readonly PublicDomain[];
  /** Settings that a file of the project gives another value than the platform has. */
  'live.drift': readonly Drift[];
  /** Folders and files of the repository that its settings name and that are not there. */
  'live.absentPaths': readonly AbsentPath[];
}

/** A local service with its counterpart. */
export interface LiveLink extends LiveName {
  readonly project: LiveName;
  readonly environment: LiveName;
  /** `2026-11-26T03:10:00Z`. */
  readonly readAt: string;
  readonly source: LiveSource;
  /** Path of the railway.json or railway.toml that it reads; undefined where the platform gives none. */
  readonly configFile: string | undefined;
  readonly hasPrivateNetwork: boolean;
  /** Variables of the environment, which services use as `${{shared.NAME}}`. */
  readonly sharedVariables: readonly LiveVariable[];
  /** Whether a TCP proxy leads from the Internet to it. */
  readonly hasTcpProxy: boolean;
  /** The newest one; undefined where there was none. */
  readonly deployment: NewestDeployment | undefined;
}

/** A deployment; the value of `at` is its status. */
export interface NewestDeployment extends LiveDeployment {
  readonly at: Known<string>;
}

/** A variable of the service. The value of `at` is what may be shown of it. */
export interface ServiceVariable extends LiveVariable {
  readonly at: Known<string>;
  /** True where some file of the project names the variable, in whatever letters. */
  readonly isMentioned: boolean;
}

export interface LiveSetting {
  /** `deploy.startCommand`, as Railway's files write it. */
  readonly setting: string;
  readonly value: LiveValue;
  readonly at: Known<string>;
}

/** Another service of the same environment. */
export interface LiveNeighbour extends LiveName {
  readonly source: LiveSource;
  /** Its variables; Railway's own are left out. */
  readonly variables: readonly LiveVariable[];
  readonly regions: readonly string[];
  readonly volumes: readonly VolumeMount[];
  readonly at: Known<string>;
  /** Whether a domain leads from the Internet to it, and whether a TCP proxy does. */
  readonly hasDomain: boolean;
  readonly hasTcpProxy: boolean;
}

export interface VolumeMount {
  readonly mountPath: string;
  readonly region: string | undefined;
  readonly at: Known<string>;
  readonly sizeMb: number | undefined;
  readonly usedMb: number | undefined;
}

export interface RegionReplicas {
  readonly region: string;
  readonly replicas: number;
  readonly at: Known<string>;
}

export interface PublicDomain {
  readonly domain: string;
  readonly kind: 'service' | 'custom';
  readonly port: number | undefined;
  readonly at: Known<string>;
}

/** A setting with its two values. */
export interface Drift {
  readonly setting: string;
  /** What a file of the project says, with its place. */
  readonly file: Known<string>;
  /** What the platform has; its text is empty where it has nothing. */
  readonly live: Known<string>;
  /** True where the file's word is what counts at the next deployment. */
  readonly fileWins: boolean;
}

/** A path that a setting names. */
export interface AbsentPath {
  /** `source.rootDirectory`, `configFile`. */
  readonly setting: string;
  /** The path as the platform has it. */
  readonly at: Known<string>;
  /** Paths of the project that may be meant: of the same name in other letters or another folder, nearest to the root first. */
  readonly similar: readonly string[];
}
