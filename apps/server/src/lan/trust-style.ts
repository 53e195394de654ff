/** Plain enough for the browsers of old PDAs. */
export const TRUST_STYLE = `*{box-sizing:border-box}
:root{color-scheme:light dark;--canvas:#f7f8fb;--surface:#fff;--sunken:#eef0f6;--line:#dfe2ea;--ink:#171b26;--ink2:#434a5a;--ink3:#5d6576;
--accent:#2f4fc4;--soft:#e9eefe;--link:#2846b4;--good:#0b6e4a;--goodbg:#e3f6ec;--warn:#8a4b00;--warnbg:#fff1d9}
@media(prefers-color-scheme:dark){:root{--canvas:#0f1218;--surface:#171b24;--sunken:#0c0e13;--line:#2a303d;--ink:#f0f2f7;--ink2:#c3c8d4;--ink3:#a2a9b8;
--accent:#3d5fd6;--soft:#1d2747;--link:#a9bcff;--good:#7fe0b4;--goodbg:#0e2f22;--warn:#ffcf8a;--warnbg:#38260a}}
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"PingFang SC",
"HarmonyOS Sans SC",MiSans,"Microsoft YaHei",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:34rem;margin:0 auto;padding:20px 16px 40px}
header{display:flex;align-items:center;gap:14px;margin:4px 0 18px}
header svg{width:52px;height:52px;flex:none}
h1{font-size:22px;line-height:1.25;margin:0;font-weight:700;letter-spacing:-.01em}
header p{margin:4px 0 0;color:var(--ink3);font-size:14px;line-height:1.45}
h2{font-size:15px;margin:26px 4px 10px;color:var(--ink3);font-weight:600}
.card{background:var(--surface);border:1px solid var(--line);border-radius:18px}
.status{padding:16px;display:flex;gap:14px;align-items:flex-start}
.status b{font-size:18px;line-height:1.3;display:block}
.status p{margin:2px 0 0;color:var(--ink2);font-size:15px}
.dot{width:40px;height:40px;border-radius:50%;flex:none;display:grid;place-items:center;background:var(--sunken);color:var(--ink3)}
.dot svg{width:22px;height:22px;display:none;fill:none;stroke:currentColor;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
[data-state=checking] .dot svg.wait,[data-state=good] .dot svg.good,[data-state=bad] .dot svg.bad{display:block}
[data-state=good]{background:var(--goodbg);border-color:transparent}
[data-state=good] .dot{background:var(--good);color:var(--goodbg)}
[data-state=bad] .dot{background:var(--warnbg);color:var(--warn)}
.go{display:block;text-align:center;text-decoration:none;border-radius:14px;padding:15px 16px;margin:12px 0 0;font-weight:600;font-size:17px;
background:var(--accent);color:#fff;border:1px solid transparent}
.go.quiet{background:none;color:var(--link);border-color:var(--line);font-weight:500;font-size:15px;padding:12px}
.banner{border-radius:14px;background:var(--warnbg);color:var(--warn);padding:13px 15px;margin:0 0 12px;font-weight:500;font-size:15px}
[hidden]{display:none!important}
details{border-top:1px solid var(--line)}details:first-child{border-top:0}
summary{padding:15px 16px;font-weight:600;font-size:16.5px;cursor:pointer;list-style:none;display:flex;gap:10px;align-items:center;justify-content:space-between}
summary::-webkit-details-marker{display:none}
summary:after{content:"";width:9px;height:9px;border:solid var(--ink3);border-width:0 2.5px 2.5px 0;transform:rotate(45deg) translate(-2px,-2px);flex:none}
details[open]>summary:after{transform:rotate(-135deg) translate(-3px,-3px)}
.body{padding:0 16px 16px}
ol{list-style:none;margin:0;padding:0;counter-reset:step}
li{counter-increment:step;position:relative;padding:0 0 14px 42px;color:var(--ink2);min-height:30px}
li b{color:var(--ink)}
li:before{content:counter(step);position:absolute;left:0;top:-2px;width:28px;height:28px;border-radius:50%;background:var(--soft);color:var(--link);
font-weight:700;font-size:14px;display:grid;place-items:center}
li:not(:last-child):after{content:"";position:absolute;left:13px;top:32px;bottom:6px;width:2px;background:var(--line)}
li .go{margin:0}
.note{margin:2px 0 0;padding:11px 13px;border-radius:12px;background:var(--sunken);color:var(--ink2);font-size:14px}
.about .body{padding:16px}.about p{margin:0 0 10px;color:var(--ink2);font-size:15px}
dl{margin:0;font-size:14px}dt{color:var(--ink3);margin-top:8px}dd{margin:2px 0 0;overflow-wrap:anywhere}
code{font:13px/1.6 ui-monospace,"Roboto Mono",Menlo,Consolas,monospace}
footer{text-align:center;margin-top:22px}footer a{display:inline-block;padding:12px 18px;color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:12px}
@media(prefers-reduced-motion:no-preference){.wait{animation:turn 1s linear infinite}@keyframes turn{to{transform:rotate(1turn)}}}`
