/** The parts of SARIF 2.1.0 that we write: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export interface Message {
  readonly text: string;
  readonly markdown?: string;
}

/** Lines and columns from 1, the end exclusive; columns in UTF-16 units. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A file by its URI from the root of the repository. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId: string;
}

export interface Location {
  readonly id?: number;
  readonly physicalLocation: { readonly artifactLocation: ArtifactLocation; readonly region?: Region };
  readonly message?: Message;
  readonly logicalLocations?: readonly { readonly name: string; readonly kind: string }[];
}

export interface Fix {
  readonly description: Message;
  readonly artifactChanges: readonly {
    readonly artifactLocation: ArtifactLocation;
    readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent?: { readonly text: string } }[];
  }[];
}

export type Level = 'error' | 'warning' | 'note';
