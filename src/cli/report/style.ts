/** The report's looks: one palette per colour scheme, told apart without colour too (dashes, bands, hatching). */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fbfbf9; --card: #ffffff; --ink: #1b2330; --soft: #566070; --rule: #dfe3e8; --grid: #e7eaee;
  --offered: #3f4b5c; --served: #0068a8; --loss: #c94f00; --pods: #56a5dc; --ready: #0068a8;
  --desired: #a86200; --floor: #a3338f; --nodes: #3aa98a; --ready-nodes: #00694f; --mark: #eef5fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151b; --card: #181d25; --ink: #e8ecf2; --soft: #a3aebd; --rule: #303846; --grid: #29303c;
    --offered: #c3ccd9; --served: #5cb6f0; --loss: #ff8b4a; --pods: #3f86b8; --ready: #6cc0f5;
    --desired: #f2b53c; --floor: #ea93d5; --nodes: #2f8f77; --ready-nodes: #55d6b0; --mark: #1c2733;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem clamp(1rem, 3vw, 3rem) 4rem; max-width: 92rem; background: var(--page);
  color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { margin: .1rem 0 .6rem; font-size: clamp(1.5rem, 3.4vw, 2.3rem); line-height: 1.2; text-wrap: balance; }
h2 { margin: 0; font-size: 1.2rem; }
h2 small { color: var(--soft); font-size: .85rem; font-weight: 400; }
p { margin: .3rem 0; max-width: 75ch; }
.product { color: var(--floor); font-weight: 650; }
.product span { color: var(--soft); font-weight: 400; margin-left: .6em; }
.verdict { font-size: 1.15rem; max-width: 62ch; }
section { margin-top: 2.4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .28rem .8rem; text-align: right; white-space: nowrap; font-weight: 400; }
th[scope="row"] { text-align: left; padding-left: .4rem; }
thead th { font-weight: 650; }
tbody tr { border-top: 1px solid var(--rule); }
tr.detail { border-top: 0; color: var(--soft); }
tr.detail th { padding-left: 1.4rem; }
tr.detail th, tr.detail td { padding-top: 0; }
.summary { min-width: min(100%, 44rem); }
.summary .forescale { background: var(--mark); font-weight: 650; }
.figures { display: flex; flex-wrap: wrap; gap: 1.2rem 3rem; align-items: end; }
.figures > * { min-width: 0; max-width: 100%; }
dl { margin: 0; max-width: 34rem; color: var(--soft); font-size: .92rem; }
dl div { display: flex; gap: .8rem; }
dt { flex: 0 0 5.2rem; color: var(--ink); }
dd { margin: 0; }
.notes { border-left: 4px solid var(--loss); padding: .1rem 0 .1rem 1.1rem; }
.notes ul { margin: .4rem 0 0; padding-left: 1.1rem; max-width: 80ch; }
.measure > p { color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; margin: .5rem 0 .8rem; padding: 0; }
.legend li { display: flex; align-items: center; gap: .5rem; font-size: .92rem; }
.panels { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
figure {
  margin: 0; padding: .8rem .9rem .7rem; background: var(--card); border: 1px solid var(--rule);
  border-radius: 8px; min-width: 0; break-inside: avoid;
}
figcaption { color: var(--soft); font-size: .9rem; }
figcaption b { color: var(--ink); font-size: 1rem; margin-right: .4em; }
figure svg { display: block; width: 100%; max-width: 40rem; height: auto; margin: .3rem 0; touch-action: pan-y; }
svg text { fill: var(--soft); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.panels.long { grid-template-columns: minmax(0, 1fr); }
.long figure svg { min-width: 46rem; max-width: none; }
.long .steps, .long .line { stroke-width: 1.1; }
.long .servedRps, .long .readyPods, .long .readyNodes { stroke-width: 1.4; }
.frame path { stroke: var(--grid); fill: none; }
.events path { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; fill: none; }
svg .events.many path { stroke-dasharray: none; }
svg .events text { fill: var(--ink); }
.line, .steps { fill: none; stroke-linejoin: round; }
.offeredRps { stroke: var(--offered); stroke-width: 1.6; stroke-dasharray: 5 3; }
.servedRps { stroke: var(--served); stroke-width: 2.2; }
.loss { fill: url(#hatch); stroke: none; }
#hatch rect { fill: var(--loss); opacity: .16; }
#hatch path { stroke: var(--loss); stroke-width: 1.6; }
.pods { fill: var(--pods); fill-opacity: .28; stroke: var(--pods); stroke-width: .8; }
.readyPods { stroke: var(--ready); stroke-width: 2.2; }
.desiredReplicas { stroke: var(--desired); stroke-width: 1.7; stroke-dasharray: 7 4; }
.floor { stroke: var(--floor); stroke-width: 2.6; stroke-dasharray: .1 5; stroke-linecap: round; }
.nodes { fill: var(--nodes); fill-opacity: .26; stroke: var(--nodes); stroke-width: .8; }
.readyNodes { stroke: var(--ready-nodes); stroke-width: 2.2; }
.cursor { stroke: var(--ink); stroke-width: 1; visibility: hidden; }
.cursor.on { visibility: visible; }
.reading { min-height: 2.7em; margin: 0; font-size: .88rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; color: var(--soft); font-size: .88rem; }
details table { font-size: .85rem; }
details td, details th { padding: .1rem .6rem; }
.measure details .scroll { max-height: 18rem; overflow-y: auto; }
footer { margin-top: 3rem; color: var(--soft); font-size: .9rem; }
.defs { position: absolute; width: 0; height: 0; }
@media (max-width: 34rem) {
  .summary { font-size: .84rem; }
  .summary th, .summary td { padding: .25rem .35rem; white-space: normal; }
  .summary tr.detail th { padding-left: .8rem; }
  figure svg { min-width: 0; }
}
@media print {
  :root {
    --page: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --grid: #ddd; --mark: #f0f0f0;
    --offered: #3f4b5c; --served: #0068a8; --loss: #c94f00; --pods: #56a5dc; --ready: #0068a8;
    --desired: #a86200; --floor: #a3338f; --nodes: #3aa98a; --ready-nodes: #00694f;
  }
  body { padding: 0; font-size: 11px; }
  .panels:not(.long) { grid-template-columns: repeat(3, 1fr); gap: .5rem; }
  details { display: none; }
  section { break-inside: avoid; margin-top: 1.2rem; }
}
`;

/** Referred to by the loss areas of all charts; the hatching tells them apart without colour. */
export const HATCHING =
  '<svg class="defs" aria-hidden="true"><defs>' +
  '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="6" height="6"/><path d="M0 0V6"/></pattern></defs></svg>';
