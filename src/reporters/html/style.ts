/** Colours in both schemes; each text on its ground has a contrast of at least 4.5 to 1. */
const LIGHT = `--ground:#f6f6f3;--card:#fff;--sunk:#f4f4f1;--text:#1d1f22;--quiet:#585f69;--line:#e0e0da;--link:#1f5199;--focus:#1f5199;
--critical:#a10f1f;--critical-ground:#fde9e8;--high:#a43a06;--high-ground:#fdeee2;--medium:#785900;--medium-ground:#faf2d6;--low:#4a5462;--low-ground:#eceff3;
--excellent:#14713d;--good:#3a7021;--fair:#8a5a00;--poor:#b02318;--mark:#ffe9a3;--added:#0f6a37;--added-ground:#e6f5ea;--removed:#a10f1f;--removed-ground:#fdecea;--bar:#7fae8c;--lost:#cf6a55;--unknown:#a9adb5`;
const DARK = `--ground:#141618;--card:#1c1f22;--sunk:#16181b;--text:#e5e7ea;--quiet:#a2a9b4;--line:#31363c;--link:#8ab8ff;--focus:#8ab8ff;
--critical:#ffa39e;--critical-ground:#411d1f;--high:#ffb68f;--high-ground:#3b2718;--medium:#e9cf7c;--medium-ground:#352d16;--low:#b9c1cd;--low-ground:#2a2e34;
--excellent:#62d49c;--good:#a0d572;--fair:#ecc563;--poor:#ff948a;--mark:#5c4a12;--added:#7fdc9f;--added-ground:#16301f;--removed:#ffa39e;--removed-ground:#3a1d1e;--bar:#4f8a63;--lost:#c8604d;--unknown:#646b75`;

const BASE = `*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:5rem}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
code,pre,.rule,.number{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
pre code{font-size:1em}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
[hidden]{display:none!important}
main,header.page,footer.page{max-width:64rem;margin:0 auto;padding:0 1.5rem}
header.page{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding-top:2rem;padding-bottom:1rem}
h1{font-size:1.15rem;margin:0;font-weight:600}
h2{font-size:1.45rem;line-height:1.3;margin:0;font-weight:650;letter-spacing:-.01em}
h2 small{font-size:.7em;font-weight:400;color:var(--quiet)}
h3{font-size:1rem;margin:2rem 0 .6rem;font-weight:650}
h4{font-size:1.05rem;line-height:1.4;margin:.5rem 0 0;font-weight:600}
p{margin:.35rem 0}
ul{margin:0;padding:0;list-style:none}
.by,.about,.note{color:var(--quiet);font-size:.92rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:3}
button,select{font:inherit;font-size:.92rem;color:var(--text);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.3rem .8rem;min-height:2.2rem;max-width:100%}
button{cursor:pointer;white-space:nowrap;flex:none}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.94rem;margin:.3rem 0}
th{text-align:left;font-weight:600;color:var(--quiet);font-size:.85rem}
th,td{padding:.4rem 1rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:normal}
footer.page{color:var(--quiet);font-size:.88rem;padding-top:1rem;padding-bottom:3rem}`;

const SUMMARY = `.summary,.check,.service,.sources,.notices{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.75rem;margin:0 0 1.25rem}
.summary{display:grid;grid-template-columns:auto minmax(0,1fr);gap:2.25rem;align-items:center}
.dial{width:11rem;height:auto;display:block}
.dial path{fill:none;stroke-width:11;stroke-linecap:round}
.dial .dial-track{stroke:var(--low-ground)}
.dial .dial-value{stroke:currentColor}
.dial .dial-before{stroke:var(--text);stroke-width:2.5}
.dial-number{font-size:40px;font-weight:700;text-anchor:middle;fill:var(--text);letter-spacing:-1px}
.dial-grade{font-size:14px;font-weight:600;text-anchor:middle;fill:currentColor}
.grade-excellent{color:var(--excellent)}.grade-good{color:var(--good)}.grade-fair{color:var(--fair)}.grade-poor{color:var(--poor)}
.counts{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin:.9rem 0 .4rem}
.severity,.new,.applicability{display:inline-block;font-size:.78rem;font-weight:600;line-height:1.5;padding:.05rem .55rem;border-radius:99px;background:var(--low-ground);color:var(--low)}
.severity.critical{background:var(--critical-ground);color:var(--critical)}
.severity.high{background:var(--high-ground);color:var(--high)}
.severity.medium{background:var(--medium-ground);color:var(--medium)}
.new{background:var(--text);color:var(--card)}
.check.failed{border-left:5px solid var(--poor)}
.check.passed{border-left:5px solid var(--excellent)}
.gates li{padding:.3rem 0}
.gates .failed strong,.worse{color:var(--poor)}
.gates .passed strong,.better{color:var(--excellent)}
td .commit{display:block;min-width:13rem}
.commit{color:var(--quiet);font-size:.88rem}
.filter{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.4rem 1.5rem;align-items:center;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.65rem 1.75rem;margin:0 0 1.25rem;font-size:.92rem}
.filter fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center}
.filter legend{float:left;margin-right:1rem;padding:0;font-weight:600}
.filter label{display:inline-flex;align-items:center;gap:.4rem;min-height:1.75rem}
.filter input{width:1.05rem;height:1.05rem;margin:0;accent-color:var(--link)}
.shown{margin:0 0 0 auto;color:var(--quiet)}`;

const SERVICE = `.service-head{display:flex;justify-content:space-between;align-items:baseline;gap:1rem}
.service-score{margin:0;white-space:nowrap}
.service-score strong{font-size:1.6rem}
.categories{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(26rem,100%),1fr));gap:.3rem 2.5rem;font-size:.92rem}
.categories li{display:grid;grid-template-columns:6.5rem minmax(3rem,1fr) 4.6rem;gap:.75rem;align-items:center}
.bar{width:100%;height:.5rem;border-radius:4px;background:var(--low-ground);display:block}
.kept{fill:var(--bar)}.lost{fill:var(--lost)}.unknown{fill:var(--unknown)}
.legend{color:var(--quiet);font-size:.85rem;margin-top:.7rem}
.key{display:inline-block;width:.7rem;height:.7rem;border-radius:3px;margin:0 .35rem 0 .6rem}
.legend .key:first-child{margin-left:0}
.kept-key{background:var(--bar)}.lost-key{background:var(--lost)}.unknown-key{background:var(--unknown)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.fine{color:var(--excellent)}
.undecided li{display:grid;grid-template-columns:3rem minmax(0,1fr);padding:.5rem 0;border-top:1px solid var(--line)}
.undecided p,.plain p{margin:0}
.plain li{padding:.4rem 0;border-top:1px solid var(--line)}
.remedy{color:var(--excellent);font-size:.92rem}
.points{font-weight:650;font-variant-numeric:tabular-nums}
.more{margin:.7rem 0 0;font-size:.92rem}
.more summary{cursor:pointer;color:var(--link);width:fit-content;max-width:100%;padding:.15rem 0}
.checked{margin-top:2rem}
.rules{columns:22rem;column-gap:2rem;margin-top:.5rem}
.rules li{padding:.1rem 0;break-inside:avoid}
.source{padding:.6rem 0;border-top:1px solid var(--line)}
.source:first-of-type{margin-top:1rem}
.source:target,.finding:target{outline:2px solid var(--focus);outline-offset:4px}`;

const FINDING = `.finding{border-top:1px solid var(--line);padding:1.25rem 0}
.finding header{display:flex;flex-wrap:wrap;gap:.3rem .75rem;align-items:baseline;font-size:.92rem}
.finding .rule{color:var(--quiet);text-decoration-color:var(--line)}
.finding .place{color:var(--quiet)}
.finding .points{margin-left:auto;font-size:1.05rem}
.finding pre,.diff pre{margin:.7rem 0 0;padding:.55rem 0;background:var(--sunk);border:1px solid var(--line);border-radius:8px;line-height:1.6;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
.line{display:grid;grid-template-columns:3.5rem minmax(0,1fr);padding-right:.75rem}
.number{text-align:right;padding-right:1rem;color:var(--quiet);user-select:none;font-size:1em}
.line.marked .number{color:var(--text);font-weight:600}
mark{background:var(--mark);color:inherit;border-radius:3px;padding:.1em 0;box-shadow:0 0 0 2px var(--mark)}
.evidence{margin:.7rem 0 0;font-size:.92rem}
.evidence ul{margin:.1rem 0 .1rem .35rem;padding-left:1.1rem;border-left:1px solid var(--line)}
.evidence li{padding:.12rem 0}
.evidence .name{color:var(--quiet)}
.evidence code{color:var(--quiet);margin-left:.35rem}
.calculation{margin:.9rem 0 0}
.calculation svg{display:block}
.edge{fill:none;stroke:var(--quiet);stroke-width:1.2;opacity:.65}
.box rect{fill:var(--card);stroke:var(--line);stroke-width:1.2}
.box.declared rect{stroke:var(--quiet)}
.box.default rect,.box.absent rect{stroke:var(--quiet);stroke-dasharray:4 3}
.box.assumed rect{stroke:var(--link)}
.box.result rect{fill:var(--sunk);stroke:var(--text);stroke-width:1.6}
.box-name{font-size:12px;fill:var(--quiet)}
.box-value{font-size:16px;font-weight:650;fill:var(--text)}
.box-place{font-size:11px;fill:var(--quiet);font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.fix{margin-top:.8rem;padding-left:.9rem;border-left:3px solid var(--added)}
.fix p{margin:0}
.fix .more{margin-top:.2rem}
.applicability{margin-right:.6rem;background:var(--added-ground);color:var(--added)}
.diff{margin:.5rem 0 0}
.diff figcaption{color:var(--quiet)}
.diff pre{margin-top:.25rem}
.diff .line{grid-template-columns:2rem minmax(0,1fr)}
.sign{text-align:center;user-select:none}
.line.added{background:var(--added-ground);color:var(--added)}
.line.removed{background:var(--removed-ground);color:var(--removed)}
.line.gap{color:var(--quiet)}`;

const NARROW = `@media (max-width:40rem){
main,header.page,footer.page{padding-left:.9rem;padding-right:.9rem}
.summary,.check,.service,.sources,.notices{padding:1.15rem}
.summary{grid-template-columns:1fr;gap:1rem}
.dial{width:9.5rem;margin:0 auto}
.filter{position:static;padding:.65rem 1.15rem}
.shown{margin-left:0}
.categories li{grid-template-columns:6rem minmax(2rem,1fr) 4.6rem}
.line{grid-template-columns:2.6rem minmax(0,1fr)}
.number{padding-right:.6rem}
}`;

const PRINT = `@media print{
.filter,.skip,#theme{display:none!important}
body{background:#fff;font-size:11pt}
.summary,.check,.service,.sources,.notices{border:0;padding:0;margin:0 0 1.5rem}
.check{padding-left:1rem;border-radius:0}
.check.failed{border-left:4px solid var(--poor)}
.check.passed{border-left:4px solid var(--excellent)}
.scroll{overflow:visible}
.calculation svg{max-width:100%;height:auto}
.finding,.source,.undecided li{break-inside:avoid}
h2,h3,h4{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`;

/** The style sheet of a page: light and dark, wide and narrow, screen and paper. */
export const STYLE = `:root{color-scheme:light;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${DARK}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${DARK}}}
${BASE}
${SUMMARY}
${SERVICE}
${FINDING}
${NARROW}
${PRINT}
`;
