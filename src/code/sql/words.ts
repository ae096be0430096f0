/** Begins a text of SQL that some rule is about; comments may stand before it. */
const BEGINS = /^\s*(?:--[^\n]*\n\s*|\/\*[^]*?\*\/\s*)*\(?\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|TRUNCATE|REFRESH|VACUUM|ANALYZE|COPY|PREPARE|EXECUTE|BEGIN|START\s+TRANSACTION|CREATE|REINDEX|DROP\s+INDEX|ALTER\s+TABLE|MERGE)\s/i;

/** True for a literal that is SQL by its first word. */
export const isSql = (text: string): boolean => text.length < 100_000 && BEGINS.test(`${text} `);

/** True where some rule asks what a text does; the parser is loaded for no others. */
export const isTelling = (text: string): boolean => TELLING.test(text);

const TELLING = /\*|\bOFFSET\b|\bLIMIT\b|\bREFRESH\b|\bVACUUM\b|\bTRUNCATE\b|\bDELETE\b|\bINSERT\b|\bUPDATE\b|\bINDEX\b|\bANALYZE\b|\bPREPARE\b|\bEXECUTE\b|\bPARTITION\b|\bCOPY\b|\bBEGIN\b|\bRENAME\b/i;
