import type { Known } from '../../model/fact.ts';
import type { Scope } from '../../model/facts/code.ts';
import type { RedisKey, RedisLibrary } from '../../model/facts/caches.ts';

/** A command where it stands in the code, as a reader of either language sees it. */
export interface RedisUse {
  readonly at: Known<string>;
  readonly library: RedisLibrary;
  readonly client: Known<string> | undefined;
  /** The client as written: `self.redis`. */
  readonly receiver: string;
  readonly command: string;
  readonly key: RedisKey | undefined;
  readonly expiry: number | 'given' | 'none' | undefined;
  readonly only: 'nx' | 'xx' | undefined;
  readonly waits: number | undefined;
  /** What it is queued in, the same for all commands of one pipeline. */
  readonly pipeline: string | undefined;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** Functions that call that one directly; absent where nobody looked. */
  readonly callers?: readonly string[];
  /** The function, block and statement that it stands in, the same for all that stand there. */
  readonly function: string;
  readonly block: string;
  /** The statement's place in its block. */
  readonly index: number;
  /** What becomes of the answer: nothing, a variable of its own, or anything else. */
  readonly form: 'dropped' | 'kept' | 'other';
  /** The variable that keeps the answer. */
  readonly name: string | undefined;
  /** True where it is waited for before the next statement runs. */
  readonly waited: boolean;
  /** Variables that its arguments name. */
  readonly names: readonly string[];
  /** True where its arguments have no effect of their own. */
  readonly simple: boolean;
  /** True where SET and its kind write what the program has written down, such as '1'. */
  readonly fixed: boolean;
  /** True of a client of a cluster, where keys may be on several servers. */
  readonly cluster: boolean;
  /** Where the answer of BRPOP is decoded as a whole: `json.loads(popped)`. */
  readonly wholeUse: Known<string> | undefined;
}
