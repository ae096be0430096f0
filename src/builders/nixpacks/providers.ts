import type { Provider } from './plan.ts';
import { elixir, gleam } from './providers/beam.ts';
import { cobol, crystal, dart, haskell, scheme, swift, zig } from './providers/compiled.ts';
import { deno } from './providers/deno.ts';
import { csharp, fsharp } from './providers/dotnet.ts';
import { go } from './providers/go.ts';
import { clojure, java, scala } from './providers/jvm.ts';
import { node } from './providers/node.ts';
import { php } from './providers/php.ts';
import { python } from './providers/python.ts';
import { ruby } from './providers/ruby.ts';
import { lunatic, rust } from './providers/rust.ts';
import { staticfile } from './providers/staticfile.ts';

/** All providers in the order in which nixpacks asks them; the first that recognises the folder is taken. */
export const PROVIDERS: readonly Provider[] = [
  crystal, csharp, dart, elixir, deno, fsharp, clojure, gleam, go, haskell, scheme, java, lunatic, scala, php, ruby, node, python, rust,
  swift, staticfile, zig, cobol,
];
