import type { PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import type { Scope } from '../../model/facts/code.ts';
import type { Instance, Origin } from './origin.ts';
import type { CallSite, PythonFile } from './python-file.ts';

/** What has been found out about the files of a program, whoever starts it. Two services of one folder share it. */
export interface Analysis {
  /** Callee origins that were asked for already. */
  readonly origins: Map<PythonExpression, Origin | undefined>;
  /** Objects that were asked for already. */
  readonly instances: Map<PythonExpression, Instance | undefined>;
  /** Tests of branches that were asked for already; undefined also for one that is being decided. */
  readonly truths: Map<PythonExpression, boolean | undefined>;
  /** Calls by the project function that they call. */
  readonly callers: Map<PythonFunction, CallSite[]>;
  /** What marks a function as the handler of a request, as start-up code, as a job. */
  readonly marks: Map<PythonFunction, Scope>;
  /** True once callers and marks are noted. */
  readonly index: { done: boolean };
}

interface Known {
  readonly files: readonly PythonFile[];
  readonly key: string;
  readonly analysis: Analysis;
}

/** Analyses by the first file of their program, so that they live as long as it. */
const KNOWN = new WeakMap<PythonFile, Known[]>();

/** What is known of these very files already; `facts` is all else that it depends on: packages, environment, folders of modules. */
export function analysisOf(files: readonly PythonFile[], facts: readonly unknown[]): Analysis {
  const [first] = files;
  const all = (first && KNOWN.get(first)) ?? [];
  const key = JSON.stringify(facts);
  const found = all.find((each) => each.key === key && each.files.length === files.length && each.files.every((file, index) => file === files[index]));
  if (found !== undefined) return found.analysis;
  const analysis: Analysis = { origins: new Map(), instances: new Map(), truths: new Map(), callers: new Map(), marks: new Map(), index: { done: false } };
  if (first !== undefined) KNOWN.set(first, [...all, { files, key, analysis }]);
  return analysis;
}
