import type { GateResult } from '../../report.ts';
import type { Subject } from '../format.ts';
import { casesOf, type TestCase } from './cases.ts';
import { xmlDocument, type Element } from './xml.ts';

/**
 * A report as JUnit XML, as Jenkins and GitLab read it: a suite for each service, and one for the gates that were asked for. Nobody measured
 * a rule, so there are no times. https://docs.gitlab.com/ci/testing/unit_test_reports/
 */
export function junitReport(subject: Subject): string {
  const { report, check } = subject;
  const names = new Set<string>();
  const context = { subject, fresh: check && new Set(check.new.map(({ finding }) => finding.id)) };
  const suites = report.services.map((each) => suite(each.service.name, casesOf(each, context).map((one) => distinct(one, names))));
  const gates = check?.gates ?? report.gates;
  if (gates.length > 0) suites.push(suite('gates', gates.map((gate) => distinct(gateCase(gate), names))));
  if (suites.every(({ tests }) => tests === 0)) suites.push(suite('optimize', [NOTHING]));
  const sum = (of: 'tests' | 'failures' | 'errors'): number => suites.map((each) => each[of]).reduce((total, count) => total + count, 0);
  return xmlDocument({
    name: 'testsuites', children: suites.map(({ element }) => element),
    attributes: { name: `optimize ${report.version}, edition ${report.edition}`, tests: sum('tests'), failures: sum('failures'), errors: sum('errors') },
  });
}

/** Readers take a file without any case for a broken one. */
const NOTHING: TestCase = { outcome: 'passed', element: { name: 'testcase', attributes: { classname: 'optimize', name: 'no rule was asked for' } } };

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly element: Element;
}

function suite(name: string, cases: readonly TestCase[]): Suite {
  const count = (outcome: TestCase['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  const counts = { tests: cases.length, failures: count('failed'), errors: count('broken') };
  return { ...counts, element: { name: 'testsuite', attributes: { name, ...counts, skipped: count('skipped') }, children: cases.map(({ element }) => element) } };
}

function gateCase({ gate, passed, limit, because }: GateResult): TestCase {
  const own: Element = { name: 'testcase', attributes: { classname: 'optimize.gates', name: `${gate} ${limit}` } };
  if (passed) return { outcome: 'passed', element: own };
  return { outcome: 'failed', element: { ...own, children: [{ name: 'failure', attributes: { message: because, type: 'gate' } }] } };
}

/** The same case under a name that no other one has. */
function distinct(one: TestCase, names: Set<string>): TestCase {
  const wanted = String(one.element.attributes['name']);
  let name = wanted;
  for (let count = 2; names.has(name); count += 1) name = `${wanted} ~${count}`;
  names.add(name);
  return name === wanted ? one : { ...one, element: { ...one.element, attributes: { ...one.element.attributes, name } } };
}
