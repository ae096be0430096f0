import type { Fact, Known } from '../fact.ts';
import type { Scope } from './code.ts';
import type { Option } from './data.ts';

export type Repetition = { readonly kind: 'each' | 'until' } | { readonly kind: 'times'; readonly times: number };

/** Something that takes long, or that another system does: what a piece of code reaches itself or through functions of the project. */
export interface Effect {
  readonly kind: 'http' | 'email' | 'payment' | 'database' | 'model' | 'sleep' | 'process';
  /** The call, as written. */
  readonly at: Known<string>;
  /** How it is repeated, where it stands in a loop: once for each of some items, until something is the case, or a number of times. */
  readonly repeated?: Repetition;
  /** Seconds that a sleep takes, where a number is written. */
  readonly seconds?: number;
}

/** A Redis client that is handed to a queue library instead of an address. */
export interface HandedClient {
  /** The call that makes it. */
  readonly at: Known<string>;
  readonly options: readonly Option[];
  /** False when options come from a place that cannot be read. */
  readonly complete: boolean;
}

/** An object of a queue library that the program makes. */
export interface QueuePart {
  /** The call that makes it. */
  readonly at: Known<string>;
  /** bullmq, pg-boss. */
  readonly library: string;
  readonly kind: 'queue' | 'worker' | 'events' | 'flow' | 'boss';
  readonly scope: Scope;
  /** The queue it is about; absent for what serves all of them. */
  readonly name: Fact<string>;
  readonly options: readonly Option[];
  /** False when options come from a place that cannot be read. */
  readonly complete: boolean;
  /** Events that somebody listens to: error, failed. */
  readonly hears: readonly string[];
  /** False when somebody else gets the object, who may listen too. */
  readonly isOwn: boolean;
  /** True where its file belongs to the started program for sure; false where nothing says what is started. */
  readonly isReached: boolean;
  readonly client?: HandedClient;
  /** There where Nest makes the object of a declaration, closes it when it shuts down, and `optionsAt` is the call whose options are its own. */
  readonly nest?: { readonly optionsAt?: Known<string> };
}

/** What a handler of jobs does with its only parameter. */
export interface JobHandler {
  /** The parameter, as written; absent from a handler that has none, or takes it apart itself. */
  readonly parameter: Known<string>;
  /** True when it reads `.data` or `.id` of it, as of one job. */
  readonly readsOne: boolean;
  /** True when it goes through it, or takes one by its number, as of a list. */
  readonly readsList: boolean;
}

/** A call that makes, sends or takes jobs. */
export interface QueueCall {
  readonly at: Known<string>;
  /** bullmq, pg-boss, celery, rq, arq. */
  readonly library: string;
  /** add, addBulk, send, work, schedule, createQueue, apply_async, enqueue, ... */
  readonly call: string;
  readonly scope: Scope;
  /** The queue, or the task, that it is about. */
  readonly queue: Fact<string>;
  readonly options: readonly Option[];
  readonly complete: boolean;
  readonly handler?: JobHandler;
  /** The call that made the object it is called on, where one did. */
  readonly of?: Known<string>;
}

/** The place at which a package comes in, and under which name. */
export interface QueueImport {
  /** The import statement, or the call of `require`. */
  readonly at: Known<string>;
  readonly library: string;
  /** `default` for the whole of it. */
  readonly imported: string;
  /** True where only types are wanted. */
  readonly isType: boolean;
}

/** A function that workers run. */
export interface QueueTask {
  /** Its name, where it is defined. */
  readonly at: Known<string>;
  readonly library: string;
  /** Options of the decorator. */
  readonly options: readonly Option[];
  readonly complete: boolean;
  readonly effects: readonly Effect[];
  /** True when its body asks to be tried again: `self.retry()`. */
  readonly retriesItself: boolean;
}

/** A setting of Celery or RQ in code, by today's name: `task_acks_late`. */
export interface QueueSetting {
  readonly library: string;
  readonly name: string;
  readonly value: Fact<string | number | boolean | readonly string[]>;
  readonly at: Known<string>;
}

/** A handler of requests that does more than to answer from a database. */
export interface TaskHandler {
  /** Its definition. */
  readonly at: Known<string>;
  readonly name: string;
  /** Upper case; empty when nothing says. */
  readonly methods: readonly string[];
  readonly path: string | undefined;
  /** What it waits for before it answers. */
  readonly effects: readonly Effect[];
  /** What it leaves for after the answer, in the same process: FastAPI's BackgroundTasks. */
  readonly later: readonly { readonly at: Known<string>; readonly name: string; readonly effects: readonly Effect[] }[];
  /** The place that says 202. */
  readonly accepted: Known<string> | undefined;
  /** True when it hands work to a queue, or to something that goes on after the answer. */
  readonly starts: boolean;
  /** Headers that it sets, in lower case. */
  readonly headers: readonly string[];
}

/** What becomes of jobs, kept in the memory of the process: requests write it, and others ask for it. */
export interface JobState {
  /** Where it is made. */
  readonly at: Known<string>;
  readonly name: string;
  /** Where the asking handler reads it. */
  readonly readAt: Known<string>;
  /** The function that starts the work. */
  readonly writer: string;
  /** The handler that is asked. */
  readonly reader: string;
}

/** Work that the process does again and again by its own clock. */
export interface Timer {
  readonly at: Known<string>;
  /** apscheduler, node-cron, setInterval, repeat_every, ... */
  readonly library: string;
  /** The function that it runs, where it has a name. */
  readonly job: string | undefined;
  readonly effects: readonly Effect[];
  /** True where its file speaks of a lock, a leader, or a variable that chooses who runs it. */
  readonly isChosen: boolean;
}

/** A measure of a metrics library. */
export interface Instrument {
  readonly at: Known<string>;
  readonly library: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary';
  /** Its name, where that is written. */
  readonly name: string | undefined;
}

/** Work beside requests: queues, jobs, schedules, and the measures of them. */
export interface TaskFacts {
  /** Queues and workers of bullmq and pg-boss. */
  'queue.parts': readonly QueuePart[];
  /** Calls that make, send or take jobs. */
  'queue.calls': readonly QueueCall[];
  /** Imports of queue libraries. */
  'queue.imports': readonly QueueImport[];
  /** Functions that workers run. */
  'queue.tasks': readonly QueueTask[];
  /** Settings of queue libraries in code. */
  'queue.settings': readonly QueueSetting[];
  /** Handlers of requests that start or do work. */
  'tasks.handlers': readonly TaskHandler[];
  /** Progress of jobs in the memory of the process. */
  'tasks.states': readonly JobState[];
  /** Work that the process does by its own clock. */
  'tasks.timers': readonly Timer[];
  /** Measures of a metrics library. */
  'metrics.instruments': readonly Instrument[];
  /** What shows which SQL statements are slow. */
  'database.statementTimings': readonly Known<string>[];
}
