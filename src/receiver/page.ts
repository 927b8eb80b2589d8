/** What arrived, newest first, to look at in a browser. It asks for itself anew every few seconds. */
import { CHANNEL_KINDS } from '../contract/channels.ts';
import type { Arrival } from './receiver.ts';

const SHOWN = 200;

export function page(arrivals: readonly Arrival[]): string {
  const seen = new Set<string>();
  const rows = arrivals.map((one) => {
    const isAgain = one.id !== null && seen.has(`${one.receiver} ${one.id}`);
    seen.add(`${one.receiver} ${one.id}`);
    return `<tr><td>${escaped(new Date(one.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }))}</td>
<td>${escaped(CHANNEL_KINDS[one.kind].zh)}<br><small>${escaped(one.receiver)}</small></td>
<td><pre>${escaped(one.text)}</pre>${isAgain ? '<b>重复送达 · a repetition</b>' : ''}</td></tr>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>试用接收端 · receiver</title><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
table{width:100%;border-collapse:collapse}th{text-align:left}td{border-top:1px solid #c8ced6;padding:.6rem .6rem .6rem 0;vertical-align:top}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}</style></head><body>
<h1>试用接收端 <small lang="en">receiver</small></h1>
<p>共收到 ${arrivals.length} 条，最近的在前。<span lang="en">${arrivals.length} arrived, newest first. Nobody is reached.</span></p>
<table><thead><tr><th scope="col">时间</th><th scope="col">渠道</th><th scope="col">内容</th></tr></thead>
<tbody>${rows.toReversed().slice(0, SHOWN).join('\n')}</tbody></table></body></html>`;
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
