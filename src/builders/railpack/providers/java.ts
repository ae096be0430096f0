import { factOfFile, firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import { linesOf, rangeInLine } from '../../shared/lines.ts';
import { resolveTool } from '../versions.ts';
import type { Candidate, Tool } from '../versions.ts';
import { valueOf } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';

const WRAPPER = 'gradle/wrapper/gradle-wrapper.properties';
const GRADLE_FILES = ['build.gradle', 'build.gradle.kts'];
const POMS = ['xml', 'atom', 'clj', 'groovy', 'rb', 'scala', 'yaml', 'yml'].map((ending) => `pom.${ending}`);

/** Letters by which railpack recognises Spring Boot in a Gradle file. */
const SPRING_IN_GRADLE = ['org.springframework.boot', 'spring-boot-gradle-plugin', 'org.grails:grails-'];

/** Railpack's Java: Gradle when there is a gradlew, else Maven. */
export const java: Provider = {
  name: 'java',
  language: 'java',
  source: 'providers/java/java.go',
  detect: ({ folder }) => firstOf(folder, [...POMS, 'gradlew']),
  plan(input) {
    const { folder } = input;
    const usesGradle = folder.has('gradlew');
    const manager = usesGradle ? 'gradle' : 'maven';
    const sign = usesGradle ? 'gradlew' : (firstOf(folder, POMS) ?? 'pom.xml');
    const gradle = gradleTool(input);
    const jdk = jdkTool(input, usesGradle ? gradle : undefined);
    const plan: Plan = {
      startCommand: usesGradle ? gradleStart(input) : mavenStart(input),
      framework: springBoot(input),
      packageManager: factOfFile('runtime.packageManager', manager, { folder, path: sign }),
      tools: usesGradle ? [jdk, gradle] : [jdk],
      manifest: firstOf(folder, usesGradle ? GRADLE_FILES : POMS),
      lockFile: firstOf(folder, usesGradle ? ['gradle.lockfile'] : []),
    };
    return plan;
  },
};

function gradleStart({ folder }: BuildInput): string {
  const text = folder.text(firstOf(folder, GRADLE_FILES) ?? '') ?? '';
  const port = SPRING_IN_GRADLE.some((sign) => text.includes(sign)) ? '-Dserver.port=$PORT' : '';
  return `java $JAVA_OPTS -jar ${port} $(ls -1 */build/libs/*jar | grep -v plain)`;
}

function mavenStart({ folder }: BuildInput): string {
  if (!folder.has('pom.xml')) return 'java $JAVA_OPTS -jar target/*jar';
  const text = folder.text('pom.xml') ?? '';
  if (text.includes('<groupId>org.wildfly.swarm')) return 'java -Dswarm.http.port=$PORT $JAVA_OPTS -jar target/*jar';
  const isSpring = text.includes('<groupId>org.springframework.boot') && text.includes('<artifactId>spring-boot');
  return `java ${isSpring ? '-Dserver.port=$PORT' : ''} $JAVA_OPTS -jar target/*jar`;
}

/** Railpack looks for built classes; the build file says the same before the first build. */
function springBoot({ folder }: BuildInput): Fact<string> | undefined {
  for (const path of ['pom.xml', ...GRADLE_FILES]) {
    const part = SPRING_IN_GRADLE.find((sign) => folder.text(path)?.includes(sign));
    if (part !== undefined) return factOfFile('runtime.framework', 'spring-boot', { folder, path, part });
  }
  const [built] = folder.find('**/spring-boot*.{jar,class}');
  return built === undefined ? undefined : factOfFile('runtime.framework', 'spring-boot', { folder, path: built });
}

/** Files of mise are not read for the version that Java starts with. */
function jdkTool({ settings }: BuildInput, gradle: Tool | undefined): Tool {
  const fromSetting = fromVariable(settings, 'JDK_VERSION', 'java', 1);
  const candidates = gradle === undefined ? fromSetting : [...fromSetting, ...oldGradleRequests(gradle)];
  return { name: 'java', candidates, fallback: '21', source: 'providers/java/jdk.go' };
}

/** Gradle up to version 5 gets Java 8. */
function oldGradleRequests(gradle: Tool): readonly Candidate[] {
  const winner = gradle.candidates.at(-1);
  const version = Number(valueOf(resolveTool(gradle).fact));
  if (winner === undefined || !(version <= 5)) return [];
  return [{ at: winner.at, reads: '8', by: 'gradle', label: `Gradle ${version}`, documented: 2 }];
}

function gradleTool(input: BuildInput): Tool {
  const candidates = [...fromVariable(input.settings, 'GRADLE_VERSION', 'gradle'), ...wrapperRequests(input)];
  return { name: 'gradle', candidates, fallback: '8', source: 'providers/java/gradle.go' };
}

/** The major of `distributionUrl=.../gradle-8.5-bin.zip`. */
function wrapperRequests({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read(WRAPPER);
  const line = linesOf(file?.text ?? '').find(({ text }) => text.includes('distributionUrl'));
  const version = /gradle-(\d+[\d.]*)/.exec(line?.text ?? '')?.[1];
  if (file === undefined || line === undefined || version === undefined) return [];
  const place = { file, range: rangeInLine(line, version) };
  return [fromFile('gradle', place, { reads: version.split('.')[0] ?? version, by: 'gradle-wrapper', label: WRAPPER })];
}
