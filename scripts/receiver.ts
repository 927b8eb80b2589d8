/** `npm run receiver`: somewhere to send to while trying out. See `docs/notifications.md`. */
import { randomBytes } from 'node:crypto';
import { openReceiver } from '../src/receiver/receiver.ts';

const port = Number(process.env['RECEIVER_PORT'] ?? 8_788);
const secret = process.env['RECEIVER_SECRET'] ?? `whsec_${randomBytes(24).toString('base64')}`;
const dingTalkSecret = process.env['RECEIVER_DINGTALK_SECRET'] ?? `SEC${randomBytes(16).toString('hex')}`;
const { url } = await openReceiver({
  port,
  secret,
  dingTalkSecret,
  told: ({ kind, receiver, text }) => {
    process.stdout.write(`\n[${kind} ${receiver}]\n${text}\n`);
  },
});
process.stdout.write(
  [
    `What arrives is told here and at ${url}`,
    `  WeCom robot     ${url}/cgi-bin/webhook/send?key=try`,
    `  DingTalk robot  ${url}/robot/send?access_token=try   signed with ${dingTalkSecret}`,
    `  webhook         ${url}/webhook   signed with ${secret}`,
    `  gateway         MESSAGE_GATEWAY_URL=${url}/gateway MESSAGE_GATEWAY_SECRET=${secret}`,
    `  to fail         curl ${url}/fail -d '{"kind":"wecom","how":"error","times":3}'   error, timeout, lost, slow, garbled`,
    '',
  ].join('\n'),
);
