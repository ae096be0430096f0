import type { PythonClass } from '../../../documents/python-tree.ts';
import { classOf } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';

/** A class where it is defined. */
export interface Kin {
  readonly node: PythonClass;
  readonly place: Place;
}

/** A class and those of the project that it descends from, nearest first. */
export function lineage(program: Program, node: PythonClass, place: Place, left = 8): readonly Kin[] {
  const bases = left === 0 ? [] : node.bases.flatMap((base) => {
    const own = classOf(program, base, place);
    return own === undefined || own.node === node ? [] : lineage(program, own.node, own.place, left - 1);
  });
  return [{ node, place }, ...bases].filter((each, index, all) => all.findIndex((other) => other.node === each.node) === index);
}
