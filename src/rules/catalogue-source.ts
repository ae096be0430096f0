import type { Check } from './check.ts';

/** The rules folder as it was read: YAML values by path, checks by rule id. From disk while developing, from the bundle else. */
export interface CatalogueSource {
  /** `server/workers.yaml` → its YAML as a value. */
  readonly rules: Readonly<Record<string, unknown>>;
  readonly editions: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, unknown>>;
  readonly checks: Readonly<Record<string, Check>>;
}
