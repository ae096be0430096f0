import type { Fact } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';
import type { Problem } from '../model/problem.ts';
import type { ServiceInput } from './service-input.ts';

/** What a tool reads as SQL of a migration; see `migrationsOf`. */
const SQL_MIGRATION = /migrations?\/.*\.sql$|\/V\d[^/]*__[^/]*\.sql$|\/meta\/_journal\.json$/i;

/** Where the Prisma schemas and the SQL migrations of a service cannot be read; what reads them is loaded where there are some. */
export async function schemaProblems(input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): Promise<readonly Problem[]> {
  return [...await prismaProblems(input), ...await sqlProblems(input, facts)];
}

async function prismaProblems(input: ServiceInput): Promise<readonly Problem[]> {
  if (!input.ownPaths.some((path) => path.endsWith('.prisma'))) return [];
  const [{ prismaSchemas }, { findPrismaProblem }] = await Promise.all([import('./schema/schema-files.ts'), import('../documents/prisma-problem.ts')]);
  return [...new Set(prismaSchemas(input).flat())].flatMap((file): readonly Problem[] => {
    const problem = findPrismaProblem(file.text);
    return problem === undefined ? [] : [{ kind: problem.kind ?? 'syntax', path: file.path, message: problem.message, at: { file, range: problem.range } }];
  });
}

async function sqlProblems({ files, ownPaths }: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): Promise<readonly Problem[]> {
  if (!ownPaths.some((path) => SQL_MIGRATION.test(path))) return [];
  const [{ brokenMigrations }, { databaseKind }] = await Promise.all([import('../code/migrations/broken-migrations.ts'), import('./schema/database-kind.ts')]);
  return brokenMigrations({ files, paths: ownPaths }, databaseKind(facts));
}
