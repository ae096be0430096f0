import { absent, defaulted, mapKnown, renamed, undecidable, valueOf } from '../../model/fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { VersionRequest } from '../../model/facts/runtime.ts';
import { differs, firstVersion, nodeLine, shortVersion } from '../shared/version-text.ts';
import { RAILPACK, railpackSource } from './reference.ts';

/** A place that asks for a version of a tool. */
export interface Candidate {
  /** As written; unresolved for a variable whose value nobody knows. */
  readonly at: Fact<string>;
  /** What railpack reads of it, where that is not the text as written. */
  readonly reads?: string;
  /** 'runtime-txt', 'engines', ... as requests carry it. */
  readonly by: string;
  /** How messages call the place: `engines.node`, `.nvmrc`. */
  readonly label: string;
  /** Rank in the order that railpack's documentation gives, 1 first; undefined when it does not name the place. */
  readonly documented?: number;
  /** Why the place never counts; undefined for one that railpack reads. */
  readonly unread?: string;
}

/** A tool that railpack installs, and everybody who asks for a version of it. */
export interface Tool {
  readonly name: string;
  /** Places in the order in which railpack applies them: the last one counts. */
  readonly candidates: readonly Candidate[];
  /** Version without any request; undefined when there is none. */
  readonly fallback: string | undefined;
  /** Source of the provider, below core/. */
  readonly source: string;
}

/** What comes of a tool: its version, and the requests, those that count first. */
export interface ToolVersion {
  readonly fact: Fact<string>;
  readonly requests: readonly VersionRequest[];
}

/**
 * The version that railpack asks its installer for: ranges come down to a major, words like `lts` stay.
 * https://github.com/railwayapp/railpack/blob/b5e80580/core/resolver/version.go
 */
export function requestedVersion(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '*') return 'latest';
  if (trimmed === 'lts/*') return 'lts';
  const bound = lowerBound(trimmed) ?? (trimmed.startsWith('^') ? trimmed : undefined);
  if (bound !== undefined) return majorOf(bound);
  return nodeLine(trimmed) ?? shortVersion(trimmed) ?? trimmed;
}

function majorOf(text: string): string {
  return firstVersion(text)?.split('.')[0] ?? text;
}

/** What follows the first `>=` that begins a word. */
function lowerBound(range: string): string | undefined {
  if (!range.includes('>=')) return undefined;
  const words = range.split(/\s+/);
  const index = words.findIndex((word) => word.startsWith('>='));
  if (index === -1) return undefined;
  return words[index]?.slice(2) || words[index + 1];
}

/** Decides which place counts; where railpack's documentation names another winner with another version, nobody knows. */
export function resolveTool(tool: Tool): ToolVersion {
  const name = `runtime.versions.${tool.name}`;
  const read = tool.candidates.filter((candidate) => candidate.unread === undefined);
  const winner = read.at(-1);
  if (winner === undefined) {
    const fact = tool.fallback === undefined
      ? absent(name)
      : defaulted(name, tool.fallback, RAILPACK, railpackSource(tool.source));
    return { fact, requests: requestsOf(tool, undefined, 'railpack does not read it') };
  }
  const rival = documentedWinner(read, winner);
  if (rival !== undefined) {
    const reason = `railpack's source lets ${winner.label} win and its documentation ${rival.label}`;
    const fact = undecidable(name, reason, [winner.at, rival.at]);
    return { fact, requests: requestsOf(tool, undefined, reason) };
  }
  const version = versionOf(winner) ?? '';
  return { fact: renamed(mapKnown(winner.at, () => version), name), requests: requestsOf(tool, winner, '') };
}

/** The version that a place asks for, undefined when nobody knows. */
function versionOf(candidate: Candidate): string | undefined {
  const written = valueOf(candidate.at);
  return written === undefined ? undefined : requestedVersion(candidate.reads ?? written);
}

/** The place that the documentation ranks first, when it is another one that asks for another version. */
function documentedWinner(read: readonly Candidate[], winner: Candidate): Candidate | undefined {
  if (winner.by === 'railpack-packages') return undefined;
  const ranked = read.filter((candidate) => candidate.documented !== undefined);
  const best = Math.min(...ranked.map((candidate) => candidate.documented ?? 0));
  const rival = ranked.findLast((candidate) => candidate.documented === best);
  if (rival === undefined || rival === winner || rival.by === winner.by) return undefined;
  const [ours, theirs] = [versionOf(winner), versionOf(rival)];
  return ours === undefined || theirs === undefined || differs(ours, theirs) ? rival : undefined;
}

function requestsOf(tool: Tool, winner: Candidate | undefined, because: string): readonly VersionRequest[] {
  return tool.candidates.toReversed().flatMap((candidate): VersionRequest[] => {
    if (candidate.at.state !== 'known') return [];
    const effective = candidate === winner;
    const loses = winner === undefined ? because : `${winner.label} wins over ${candidate.label} in railpack`;
    const wins = `railpack takes the version of ${candidate.label}`;
    return [{
      language: tool.name,
      at: candidate.at,
      version: numberOf(candidate),
      by: candidate.by,
      effective,
      because: effective ? wins : (candidate.unread ?? loses),
    }];
  });
}

function numberOf(candidate: Candidate): string | undefined {
  const version = versionOf(candidate);
  return version !== undefined && /^\d/.test(version) ? version : undefined;
}
