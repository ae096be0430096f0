import type { LiveService } from './live-state.ts';
import type { SourceFile } from './source-file.ts';
import type { Range } from '../text/range.ts';

/** What shows which service on the platform a local one is; the surest first. */
export type JoinSign =
  /** `railway` of the configuration says so. */
  | 'configuration'
  /** The platform gives the path of its configuration file. */
  | 'config-file'
  /** `.railway/railway.ts` calls it so. */
  | 'railway-ts'
  /** The only service of its folder on both sides. */
  | 'root-directory'
  | 'name'
  /** There is one service here and one there. */
  | 'only-one';

/** A service of the project, as far as a join knows it. */
export interface LocalService {
  readonly name: string;
  /** Folder from the project root, '' for the root. */
  readonly root: string;
}

/** A local service with what it is on the platform. */
export interface JoinedService<L extends LocalService = LocalService> {
  readonly local: L;
  readonly live: LiveService;
  readonly by: JoinSign;
}

/** A local service that is nothing on the platform, or that nobody can tell. */
export interface LoneService<L extends LocalService = LocalService> {
  readonly local: L;
  /**
   * `absent`: the configuration says that it is not there. `misnamed`: it gives a name that is not there. `open`: it could be one of the
   * candidates. `none`: there is nothing that it could be.
   */
  readonly state: 'absent' | 'misnamed' | 'open' | 'none';
  /** What it could be by a person's word: what is matched to nothing else and is no database, built from code first. */
  readonly candidates: readonly LiveService[];
  /** What the configuration says, and where. */
  readonly said?: { readonly name: string | false; readonly file: SourceFile; readonly range: Range };
}

/** Both sides of a project: what belongs together, and what is left on either side. */
export interface ServiceJoin<L extends LocalService = LocalService> {
  readonly joined: readonly JoinedService<L>[];
  readonly lone: readonly LoneService<L>[];
  /** Services on the platform that are none here, sorted by name. */
  readonly unmatched: readonly LiveService[];
}

/** Where a project lies in its repository. */
export interface RepositoryPlace {
  /** Its folder from the top of the repository, '' for the top. */
  readonly folder: string;
  /** `owner/name` of the remotes; empty where there are none. */
  readonly names: readonly string[];
}
