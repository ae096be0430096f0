"""Prints what an independent reader of XML finds in a JUnit document: its cases, and the attributes of its suites."""
import json
import sys
import xml.etree.ElementTree as ElementTree

root = ElementTree.fromstring(sys.stdin.buffer.read())
cases = []
for case in root.iter("testcase"):
    outcome = case[0] if len(case) else None
    cases.append({
        **case.attrib,
        "outcome": None if outcome is None else outcome.tag,
        "message": None if outcome is None else outcome.get("message"),
        "text": None if outcome is None else outcome.text,
    })
json.dump({"total": root.attrib, "suites": [suite.attrib for suite in root.iter("testsuite")], "cases": cases}, sys.stdout)
