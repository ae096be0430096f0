/**
 * What Railway says of one environment of a project. It is redacted where it is made, so nothing of this type holds a secret: a variable
 * keeps its shape, and a command the words that are no secrets. `optimize railway pull --output` writes it, `--live-from` reads it.
 */
export interface LiveState {
  /** Version of this form. */
  readonly version: 1;
  /** When it was read, `2026-11-26T03:10:00Z`. */
  readonly readAt: string;
  /** Version of the `railway` CLI that was asked, `5.71.0`. */
  readonly cli: string;
  readonly project: LiveName;
  readonly environment: LiveName;
  /** Sorted by name. */
  readonly services: readonly LiveService[];
  /** Variables that services use as `${{shared.NAME}}`. */
  readonly sharedVariables: readonly LiveVariable[];
  /** False where the private network is switched off. */
  readonly hasPrivateNetwork: boolean;
}

/** Something on the platform with its id. */
export interface LiveName {
  readonly id: string;
  readonly name: string;
}

/** A service as it is set up on the platform. What is not set is not there. */
export interface LiveService extends LiveName {
  readonly source?: LiveSource;
  /** Path of the railway.json or railway.toml that the service reads, as it was given on the platform. */
  readonly configFile?: string;
  /** Settings by the name that Railway's own files use, `deploy.startCommand`; units as there. Texts have lost their secrets. */
  readonly settings: Readonly<Record<string, LiveValue>>;
  /** Replicas by region: `europe-west4-drams3a`. Empty where the platform's default region holds them. */
  readonly regions: readonly LiveRegion[];
  readonly volumes: readonly LiveVolume[];
  readonly domains: readonly LiveDomain[];
  /** Ports that a TCP proxy opens to the Internet. */
  readonly tcpProxies: readonly number[];
  /** Variables of the service itself, sorted by name. */
  readonly variables: readonly LiveVariable[];
  readonly deployment?: LiveDeployment;
}

export type LiveValue = string | number | boolean | readonly string[];

/** What a service is deployed from. */
export interface LiveSource {
  /** `owner/name` on GitHub. */
  readonly repo?: string;
  readonly branch?: string;
  /** Name of an image. */
  readonly image?: string;
  /** Folder of the repository, without slashes at its ends. */
  readonly rootDirectory?: string;
}

export interface LiveRegion {
  readonly region: string;
  readonly replicas: number;
}

export interface LiveVolume {
  readonly id: string;
  readonly mountPath: string;
  readonly region?: string;
  /** Size and use in MB. */
  readonly sizeMb?: number;
  readonly usedMb?: number;
}

export interface LiveDomain {
  readonly domain: string;
  readonly kind: 'service' | 'custom';
  /** Port that it leads to; none where Railway finds it. */
  readonly port?: number;
}

/** The newest deployment. */
export interface LiveDeployment {
  /** `SUCCESS`, `FAILED`, `CRASHED`, ... as Railway writes it. */
  readonly status: string;
  /** `2026-11-26T03:10:00Z`. */
  readonly createdAt: string;
}

/** A variable by its shape. */
export interface LiveVariable {
  readonly name: string;
  readonly form: 'sealed' | 'empty' | 'number' | 'boolean' | 'url' | 'text';
  /** The shape in one line, as it may be shown: `postgres://…@…railway.internal:5432/…`, `${{Postgres.DATABASE_URL}}`, `"…"`, `…`. */
  readonly shown: string;
  /** The quotes around the whole value, which the program would see as part of it. */
  readonly quoted?: '"' | "'";
  /** True where blanks or a line end stand at the start or the end of the value. */
  readonly padded?: true;
  /** References that the value holds, in their order. */
  readonly references: readonly LiveReference[];
  /** The value itself, of a setting that is known to be none of a secret (`PORT`, `WEB_CONCURRENCY`) and has the form of one. */
  readonly value?: string;
  readonly url?: LiveUrl;
  /** Why the value is taken for a secret: its name says so, its form is one, or its address holds a password. Only of values in plain sight, no references. */
  readonly secret?: 'name' | 'form' | 'password';
}

/** `${{Postgres.DATABASE_URL}}`; without a service it is a variable of the service itself, `shared` is the environment. */
export interface LiveReference {
  readonly service?: string;
  readonly variable: string;
}

/** An address by its parts that say nothing secret. */
export interface LiveUrl {
  /** `postgresql+asyncpg`, `redis`. */
  readonly scheme: string;
  /** What the host belongs to; `reference` where a reference stands in its place. */
  readonly host: 'railway-private' | 'railway-proxy' | 'railway-domain' | 'local' | 'reference' | 'other';
  readonly port?: number;
  readonly hasPassword: boolean;
  /** Options of the query that are no secrets: `sslmode`, `connection_limit`. */
  readonly options: Readonly<Record<string, string>>;
}

/** The live state with the service that a local one is. */
export interface LiveInput {
  readonly state: LiveState;
  readonly service: LiveService;
}

/** Where a live value stands on the platform, and when it was read. */
export interface LivePlace {
  readonly service: string;
  readonly environment: string;
  /** `deploy.startCommand`, `variables.PORT`, `volumes`. */
  readonly field: string;
  readonly readAt: string;
}
