import { createHash } from 'node:crypto';
import type { Subject } from '../format.ts';
import { liveWords } from '../live-words.ts';
import { checkSection } from './check.ts';
import { filterSection } from './filter.ts';
import { html, trusted, type Markup } from './markup.ts';
import { SCRIPT } from './script.ts';
import { serviceSection } from './service.ts';
import { sourcesSection } from './sources.ts';
import { STYLE } from './style.ts';
import { summarySection } from './summary.ts';
import { viewOf } from './view.ts';

/** The report as one page that needs nothing else: no request, no font, no script but its own. It can be forwarded, printed and read without script. */
export function htmlReport(subject: Subject): string {
  const view = viewOf(subject);
  const { report, check } = view;
  const names = report.services.map(({ service }) => service.name).join(', ');
  const { markup } = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${check !== undefined && (check.passed ? 'Passed, ' : 'Failed, ')}${report.score.value}/100: deployment of ${names.length > 60 ? `${report.services.length} services` : names}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
<header class="page"><div><h1>Deployment report</h1><p class="by">As of ${report.asOf} · edition ${report.edition} · dates and versions read on ${report.tables.checked}${report.live !== undefined && ` · ${liveWords(report)}`}</p></div>
<button type="button" id="theme" hidden>Dark</button></header>
<main id="content">
${check !== undefined && checkSection(check, view)}
${summarySection(view)}
${filterSection(view)}
${report.services.map((service, index) => serviceSection(service, index, view))}
${notices(subject)}
${sourcesSection(view)}
</main>
<footer class="page"><p>Made by optimize ${report.version}. The score counts known risks, not speed.</p></footer>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return markup;
}

/** Nothing may be loaded; of scripts only ours may run. */
function policy(): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function notices({ report }: Subject): Markup | undefined {
  if (report.notices.length === 0) return undefined;
  return html`<section class="notices" aria-labelledby="notices-title"><h2 id="notices-title">Notes</h2><ul class="plain">${report.notices.map(({ message }) => html`<li>${message}</li>
`)}</ul></section>
`;
}
