/** How offices are reached beside their terminals, and what came of it: said at several desks. */
import type { Said, Words } from './say.ts';

export const CHANNEL = {
  channels: { zh: '单位渠道', en: 'Channels' },
  theChannel: { zh: '单位渠道', en: 'Channel' },
  hint: {
    zh: '单位在工作页面即时收到通知；登记的渠道另行送达，只含案号和链接，不含个人信息。',
    en: 'An office is told at its terminal at once. A channel tells it as well, by case numbers and a link, and nothing of anybody.',
  },
  none: {
    zh: '还没有登记渠道。登记之后，单位在群机器人、短信或自己的系统里也会收到通知。',
    en: 'No channel is registered yet. Once there is one, the office is told in its group, by short message or in its own system as well.',
  },
  register: { zh: '登记单位渠道', en: 'Register a channel' },
  kind: { zh: '渠道类型', en: 'Kind' },
  office: { zh: '单位', en: 'Office' },
  standing: { zh: '送达情况', en: 'Standing' },
  good: { zh: '正常', en: 'Good' },
  unused: { zh: '尚未送达过', en: 'Nothing delivered yet' },
  retrying: { zh: '未送达，正在重试', en: 'Failing, being tried again' },
  setAsideMessages: { zh: '已搁置、待重发的消息', en: 'Messages set aside, to be sent again' },
  parked: (count: number) => ({ zh: `${count} 条已搁置`, en: `${count} set aside` }),
  closed: { zh: '已停用', en: 'Closed' },
  deliveredAt: { zh: '最近送达', en: 'Last delivered' },
  delivered: { zh: '已送达', en: 'Delivered' },
  waiting: { zh: '等待', en: 'Waiting' },
  setAside: { zh: '搁置', en: 'Set aside' },
  nextAt: { zh: '下次尝试不早于', en: 'Tried again, at the earliest' },
  lastFailure: { zh: '最近一次失败', en: 'Last failure' },
  addressIsKept: {
    zh: '地址和密钥已加密保存，不再显示。要更换，请停用后重新登记。',
    en: 'Address and secret are sealed and not shown again. To change them, close the channel and register it anew.',
  },
  items: (count: number) => ({ zh: `${count} 条`, en: `${count}` }),
  wecomHint: {
    zh: '企业微信群机器人的 Webhook 地址（…/cgi-bin/webhook/send?key=…）。',
    en: 'The webhook address of the robot (…/cgi-bin/webhook/send?key=…).',
  },
  dingtalkHint: {
    zh: '钉钉群机器人的 Webhook 地址（…/robot/send?access_token=…）。',
    en: 'The webhook address of the robot (…/robot/send?access_token=…).',
  },
  dingtalkSecretHint: {
    zh: '安全设置为“加签”时填写以 SEC 开头的密钥。',
    en: 'The secret that begins with SEC, where the robot is set to be signed to.',
  },
  smsHint: { zh: '名录内该单位的值班号码。', en: 'A duty number of this office in the directory.' },
  webhookHint: {
    zh: '该单位系统接收通知的 https 地址。',
    en: 'The https address at which the office’s system listens.',
  },
  webhookSecretHint: {
    zh: '至少 24 位，双方各存一份，用来核对签名。',
    en: '24 characters or more, kept on both sides to check the signature.',
  },

  attempts: { zh: '联系记录', en: 'Attempts to reach' },
  noAttempts: { zh: '还没有联系过任何单位。', en: 'Nobody was reached for yet.' },
  earlierAttempts: (count: number) => ({ zh: `更早的 ${count} 条`, en: `${count} earlier` }),
  call: { zh: '电话', en: 'Telephone' },
  byTheTraveller: { zh: '当事人此前自行联系', en: 'Before, by the traveller' },
  earlier: (attempts: number, answered: number) => ({
    zh: `${attempts} 次，接通 ${answered} 次`,
    en: `${attempts} times, ${answered} answered`,
  }),
  arrived: { zh: '已送达', en: 'delivered' },
  failing: { zh: '未送达，将再试', en: 'not delivered, tried again' },
  givenUp: { zh: '未送达，已搁置', en: 'not delivered, set aside' },
  dropped: { zh: '渠道已停用，不再送达', en: 'the channel is closed' },
  attempt: (count: number) => ({ zh: `第 ${count} 次`, en: `attempt ${count}` }),
  seconds: (seconds: string) => ({ zh: `${seconds} 秒`, en: `${seconds} s` }),
} as const satisfies Words;

/** Why an attempt failed, by its code. `httpNNN` and `codeNNN` are told as they are. */
const FAILURES: Readonly<Record<string, Said>> = {
  timeout: { zh: '对方没有及时应答', en: 'no answer in time' },
  unreachable: { zh: '连接不上', en: 'cannot be reached' },
  certificate: { zh: '对方证书不可信', en: 'its certificate is not trusted' },
  garbled: { zh: '应答无法识别', en: 'the answer makes no sense' },
  noGateway: { zh: '系统没有配置短信网关', en: 'no message gateway is set' },
  lateStart: { zh: '系统繁忙，改期再试', en: 'the house was late' },
  channelClosed: { zh: '渠道已停用', en: 'the channel is closed' },
  code45009: { zh: '发送过快，被企业微信限流', en: 'too fast for WeCom' },
  code130101: { zh: '发送过快，被钉钉限流', en: 'too fast for DingTalk' },
  code93000: { zh: '机器人地址无效', en: 'the robot’s address is not valid' },
  code310000: {
    zh: '钉钉安全校验未通过（加签、关键词或 IP）',
    en: 'DingTalk’s check failed (signature, keyword or IP)',
  },
};

/** Why an attempt failed, in words; a code that nobody named is told as it is. */
export const failureSaid = (code: string): Said => FAILURES[code] ?? { zh: code, en: code };
