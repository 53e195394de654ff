/** The whole look of the page; it brings nothing else. */
export const TRACK_STYLE = `
:root{color-scheme:light dark;--canvas:#f5f6f8;--card:#fff;--ink:#1a1d24;--soft:#565d6b;--line:#dfe3ea;--mark:#2f4fc4;--tint:#e9edfb;--hint:#fdf1d9}
[data-tone=wait]{--mark:#8a5a00;--tint:#fdf1d9}[data-tone=done]{--mark:#12703c;--tint:#e2f5e9}
[data-tone=trouble]{--mark:#b3261e;--tint:#fde8e6}[data-tone=over]{--mark:#4d5565;--tint:#eceff3}
@media(prefers-color-scheme:dark){:root{--canvas:#12141a;--card:#1b1e26;--ink:#eceef3;--soft:#a7afbd;--line:#303644;--mark:#a9bcff;--tint:#232c4d;--hint:#3a2e14}
[data-tone=wait]{--mark:#f3c266;--tint:#3a2e14}[data-tone=done]{--mark:#7fd6a2;--tint:#16331f}
[data-tone=trouble]{--mark:#ff9f96;--tint:#431c19}[data-tone=over]{--mark:#b6bdca;--tint:#282d38}}
*,::before{box-sizing:border-box}
html[lang=en]{font-variant-east-asian:proportional-width}
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","HarmonyOS Sans SC",MiSans,"Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
main{max-width:34rem;margin:0 auto;padding:1rem 1rem 2rem}
h1,h2,p,ol,ul,dl,dd{margin:0;padding:0}
.name{display:flex;flex-wrap:wrap;gap:0 .5rem;justify-content:space-between;padding:.25rem .25rem .75rem;color:var(--soft);font-size:.875rem}
.name b{font-weight:600;font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;color:var(--ink)}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;margin-bottom:1rem}
.now{background:var(--tint);border-color:transparent}
h1{font-size:1.75rem;line-height:1.25;color:var(--mark)}
.now p{margin-top:.5rem}
.way{display:grid;grid-template-columns:repeat(4,1fr);list-style:none;margin-top:1.25rem;font-size:.8125rem;color:var(--soft);text-align:center}
.way li{position:relative;padding-top:1.5rem}
.way li::before{content:"";position:absolute;top:.125rem;left:50%;width:1rem;height:1rem;margin-left:-.5rem;border-radius:50%;background:var(--card);border:2px solid var(--soft);z-index:1}
.way li+li::after{content:"";position:absolute;top:.5625rem;right:50%;width:100%;height:2px;background:var(--line)}
.way .past::before,.way [aria-current]::before{background:var(--mark);border-color:var(--mark)}
.way .past+.past::after,.way .past+[aria-current]::after{background:var(--mark)}
.way [aria-current]{color:var(--ink);font-weight:600}
.way [aria-current]::before{outline:3px solid color-mix(in srgb,var(--mark) 30%,transparent)}
h2{font-size:1rem}
.parcels{list-style:none}
.parcels li{padding:.75rem 0;border-top:1px solid var(--line)}
.parcels li:first-child{border-top:0;padding-top:.5rem}.parcels li:last-child{padding-bottom:0}
.parcels b{display:block;font-weight:600}
.soft{color:var(--soft);font-size:.875rem}
.number{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.9375rem;user-select:all}
.note{margin-top:.5rem;padding:.5rem .75rem;border-radius:.5rem;background:var(--hint);color:var(--ink);font-size:.875rem}
.items{list-style:none;margin-top:.5rem}
.items li,.parcels .items li{display:flex;gap:.75rem;justify-content:space-between;padding:.25rem 0;border:0;font-size:.9375rem}
.items .soft{flex:none}
.course{list-style:none;margin-top:.75rem;font-size:.9375rem}
.course li,.parcels .course li{position:relative;padding:0 0 .75rem 1.25rem;border:0}
.course li::before{content:"";position:absolute;top:.4375rem;left:.125rem;width:.5rem;height:.5rem;border-radius:50%;background:var(--line);box-shadow:0 0 0 1px var(--soft)}
.course li::after{content:"";position:absolute;top:1.25rem;bottom:-.125rem;left:.3125rem;width:2px;background:var(--line)}
.course li:last-child::after{content:none}
.parcels>li>.course>li:first-child::before{background:var(--mark);box-shadow:0 0 0 3px var(--tint)}
summary{min-height:44px;line-height:44px;color:var(--mark);font-size:.875rem;cursor:pointer;border-radius:.5rem}
summary:focus-visible{outline:2px solid var(--mark)}
.facts{list-style:none}
.facts li{padding:.5rem 0;border-top:1px solid var(--line)}
.facts li:first-child{border-top:0}.facts li:last-child{padding-bottom:0}
footer{padding:0 .25rem;color:var(--soft);font-size:.8125rem}
footer p+p{margin-top:.5rem}
.acts{display:flex;gap:.5rem;margin:0 -.75rem}
a{display:inline-block;min-height:44px;line-height:44px;padding:0 .75rem;color:var(--mark);font-size:.9375rem;border-radius:.5rem}
a:focus-visible{outline:2px solid var(--mark)}
@media print{.acts{display:none}}
.seen{position:absolute;width:1px;height:1px}
`
