import { hasFile, hasFolder, readFile, settingFact, textOf } from '../app.ts';
import type { App } from '../app.ts';
import { fileFact, firstFile, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider } from '../plan.ts';
import {
  defaultVersion, loneVersion, planVersion, settingSource, sourceAt, trimmedRange,
} from '../versions.ts';
import type { VersionPlan, VersionRule, VersionSource } from '../versions.ts';
import type { Range } from '../../../text/range.ts';

const POMS = ['pom.xml', 'pom.rb', 'pom.scala', 'pom.yaml', 'pom.yml', 'gradlew'] as const;
const POM_FOLDERS = ['pom.atom', 'pom.clj', 'pom.groovy'] as const;

/** Java and Kotlin, built by Maven or the Gradle wrapper. */
export const java: Provider = {
  name: 'java',
  language: 'java',
  source: 'java.rs',
  detects: (app) => POMS.find((path) => hasFile(app, path)) ?? POM_FOLDERS.find((path) => hasFolder(app, path)),
  plan: async (app) => planJava(app),
};

export const scala: Provider = {
  name: 'scala',
  language: 'scala',
  source: 'scala.rs',
  detects: (app) => (hasFile(app, 'build.sbt') ? 'build.sbt' : undefined),
  plan: async (app) => {
    const rule = { ...JDK, resolve: (written: string) => (JDKS.includes(written) ? written : undefined), source: 'scala.rs' };
    return {
      start: startWith('./target/universal/stage/bin/main'),
      versions: [planVersion(rule, [settingSource(app, 'JDK_VERSION')])],
      packageManager: shownBy(app, 'runtime.packageManager', 'sbt', 'build.sbt'),
      manifest: fileFact(app, 'runtime.manifest', 'build.sbt'),
    };
  },
};

export const clojure: Provider = {
  name: 'clojure',
  language: 'clojure',
  source: 'clojure.rs',
  detects: (app) => ['project.clj', 'build.clj'].find((path) => hasFile(app, path)),
  plan: async (app) => ({
    start: startWith(
      'JAR_FILE=$(find /app/target -name "*-standalone.jar" -o -name "*.jar" ! -name "*-SNAPSHOT.jar" | head -n 1)'
        + ' && bash -c "java $JAVA_OPTS -jar $JAR_FILE"',
    ),
    versions: [planVersion(CLOJURE_JDK, [settingSource(app, 'JDK_VERSION'), jdkFile(app)])],
    manifest: firstFile(app, 'runtime.manifest', ['deps.edn', 'project.clj', 'build.clj']),
  }),
};

const JDKS: readonly string[] = ['8', '11', '17', '19', '20', '21'];
const JDK: VersionRule = {
  tool: 'java', resolve: (written) => written, fallback: '17', offers: 'JDK 8, 11, 17, 19, 20 and 21', source: 'java.rs',
};
const CLOJURE_JDK: VersionRule = {
  tool: 'java', resolve: (written) => (['8', '11'].includes(written.trim()) ? written.trim() : undefined), fallback: '8',
  offers: 'JDK 8 and 11', source: 'clojure.rs',
};

function jdkFile(app: App): VersionSource | undefined {
  const file = readFile(app, '.jdk-version');
  return sourceAt(file, file && trimmedRange(file.text), { tool: 'java', by: 'jdk-version', label: '.jdk-version' });
}

function planJava(app: App): Plan {
  const gradle = hasFile(app, 'gradlew') ? planGradle(app) : undefined;
  const jdk = planJdk(app, gradle);
  const refusal = refusalOf(gradle, 'Gradle', GRADLES) ?? refusalOf(jdk, 'Java', JDKS);
  return {
    start: refusal === undefined ? startWith(gradle === undefined ? mavenStart(app) : gradleStart(app)) : unknownStart(refusal),
    versions: gradle === undefined ? [jdk] : [jdk, gradle],
    packageManager: gradle === undefined
      ? shownBy(app, 'runtime.packageManager', 'maven', 'pom.xml')
      : shownBy(app, 'runtime.packageManager', 'gradle', 'gradlew'),
    manifest: firstFile(app, 'runtime.manifest', gradle === undefined ? POMS : ['build.gradle', 'build.gradle.kts']),
  };
}

function mavenStart(app: App): string {
  if (!hasFile(app, 'pom.xml')) return 'java $JAVA_OPTS -jar target/*jar';
  return `java ${mavenPort(textOf(app, 'pom.xml'))} $JAVA_OPTS -jar target/*jar`;
}

function mavenPort(pom: string): string {
  if (pom.includes('<groupId>org.wildfly.swarm')) return '-Dswarm.http.port=$PORT';
  const isSpring = pom.includes('<groupId>org.springframework.boot') && pom.includes('<artifactId>spring-boot');
  return isSpring ? '-Dserver.port=$PORT' : '';
}

/** Words in a Gradle build file that make nixpacks pass the port the way Spring Boot takes it. */
const SPRING = ['org.springframework.boot', 'spring-boot-gradle-plugin', 'org.grails:grails-'] as const;

function gradleStart(app: App): string {
  const build = textOf(app, hasFile(app, 'build.gradle') ? 'build.gradle' : 'build.gradle.kts');
  const port = SPRING.some((words) => build.includes(words)) ? '-Dserver.port=$PORT' : '';
  return `java $JAVA_OPTS -jar ${port} $(ls -1 build/libs/*jar | grep -v plain)`;
}

const GRADLES: readonly string[] = ['4', '5', '6', '7', '8'];
const GRADLE: VersionRule = {
  tool: 'gradle', resolve: (written) => loneVersion(written)?.major, fallback: '8', offers: 'Gradle 4 to 8', source: 'java.rs',
};
const WRAPPER = 'gradle/wrapper/gradle-wrapper.properties';

function planGradle(app: App): VersionPlan {
  const file = readFile(app, WRAPPER);
  const wrapper = sourceAt(file, file && rangeInWrapper(file.text), { tool: 'gradle', by: 'gradle-wrapper', label: WRAPPER });
  return planVersion(GRADLE, [settingSource(app, 'GRADLE_VERSION'), wrapper]);
}

/** The number after the last `gradle-` of the first distributionUrl; the test of nixpacks is looser, and so is this. */
function rangeInWrapper(text: string): Range | undefined {
  const start = text.indexOf('distributionUrl');
  if (start === -1) return undefined;
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd === -1 ? undefined : lineEnd);
  const last = [...line.matchAll(/[gradle]-([0-9|.]*)/g)].at(-1);
  if (last === undefined) return undefined;
  const from = start + last.index + 2;
  return { start: from, end: from + (last[1] ?? '').length };
}

/** The JDK: what the variable says, or what fits an old Gradle. */
function planJdk(app: App, gradle: VersionPlan | undefined): VersionPlan {
  if (settingFact(app, 'JDK_VERSION') !== undefined) return planVersion(JDK, [settingSource(app, 'JDK_VERSION')]);
  const version = gradle?.version.state === 'known' ? Number(gradle.version.value) : 8;
  if (version === 6) return defaultVersion('java', '11', 'java.rs');
  return defaultVersion('java', version <= 5 ? '8' : '17', 'java.rs');
}

function refusalOf(plan: VersionPlan | undefined, label: string, known: readonly string[]): string | undefined {
  if (plan?.version.state !== 'known' || known.includes(plan.version.value.trim())) return undefined;
  return `nixpacks stops: it does not support ${label} ${plan.version.value}`;
}
