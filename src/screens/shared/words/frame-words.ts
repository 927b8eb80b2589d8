/** What the frame around every terminal says. */
import type { Terminal } from '../../../contract/roles.ts';
import type { Said, Words } from './say.ts';

export const TERMINAL_WORDS: Readonly<Record<Terminal, Said>> = {
  checkpoint: { zh: '检查站', en: 'Checkpoint' },
  community: { zh: '社区与街道', en: 'Community and street office' },
  supervisor: { zh: '督办', en: 'Supervisor' },
  traveller: { zh: '当事人', en: 'Traveller' },
  gate: { zh: '卡口', en: 'Gate' },
  admin: { zh: '管理', en: 'Administration' },
};

/** Marks between words. */
export const MARKS = {
  colon: { zh: '：', en: ': ' },
  semicolon: { zh: '；', en: '; ' },
  /** Between the things of a list. */
  comma: { zh: '、', en: ', ' },
} as const satisfies Record<string, Said>;

export const FRAME = {
  product: { zh: '归程', en: 'Guicheng' },
  signIn: { zh: '登录', en: 'Sign in' },
  signInAgain: { zh: '请重新登录', en: 'Please sign in again' },
  keptHere: {
    zh: '登录已到时。您填写的内容都还在，本人重新登录后继续。',
    en: 'The session ended. Everything you typed is still here; sign in again to go on.',
  },
  somebodyElse: { zh: '换人登录', en: 'Somebody else signs in' },
  signInName: { zh: '登录名', en: 'Sign-in name' },
  password: { zh: '口令', en: 'Password' },
  totp: { zh: '动态口令（六位数字）', en: 'Code (six digits)' },
  totpHint: { zh: '验证器应用上当前显示的数字', en: 'The number your authenticator shows now' },
  actAs: { zh: '您现在的身份', en: 'You act as' },
  actAsAnother: { zh: '换一个身份', en: 'Act as another' },
  goOn: { zh: '继续', en: 'Go on' },
  menu: { zh: '菜单', en: 'Menu' },
  signOut: { zh: '退出', en: 'Sign out' },
  language: { zh: 'English', en: '中文' },
  look: { zh: '昼夜', en: 'Day or night' },
  lookAuto: { zh: '跟随系统', en: 'Automatic' },
  lookDay: { zh: '白天', en: 'Day' },
  lookNight: { zh: '夜间', en: 'Night' },
  booth: { zh: '大按钮', en: 'Large targets' },
  online: { zh: '在线', en: 'Online' },
  catchingUp: { zh: '补传中', en: 'Catching up' },
  offlineSince: (time: string) => ({ zh: `离线，自 ${time}`, en: `Offline since ${time}` }),
  soundIsOff: { zh: '声音未开启：有事不会响', en: 'Sound is off: nothing will ring' },
  turnSoundOn: { zh: '开启并试音', en: 'Turn on and test' },
  mainNavigation: { zh: '主导航', en: 'Main navigation' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  houseUnreachable: { zh: '连接不上系统，正在重试…', en: 'The house does not answer; trying again…' },
  nothingHere: { zh: '目前没有。', en: 'Nothing at present.' },
  hasMore: { zh: '还有更多，请缩小范围。', en: 'There is more; narrow it down.' },
  version: (version: string) => ({ zh: `页面版本 ${version}`, en: `Screen version ${version}` }),
  times: { zh: '时间均为北京时间', en: 'All times are Beijing time' },
  broke: { zh: '这部分页面出错了', en: 'This part of the page broke' },
  brokeHint: {
    zh: '已填写的内容没有丢失。请重新载入；如再次出现，请告知技术值班。',
    en: 'Nothing typed is lost. Load the page again; if it comes back, tell the operator on duty.',
  },
  loadAgain: { zh: '重新载入', en: 'Load again' },
  send: { zh: '确定', en: 'Send' },
  sending: { zh: '正在发送…', en: 'Sending…' },
  sendingAgain: (tries: number) => ({
    zh: `暂时送不到，已试 ${tries} 次，仍在重试。不会重复办理。`,
    en: `Not through yet after ${tries} tries; still trying. It will not be done twice.`,
  }),
  stopTrying: { zh: '先停止', en: 'Stop trying' },
  unsent: {
    zh: '不确定是否送到。再次发送是安全的：同一操作只办一次。',
    en: 'Nobody knows yet whether it arrived. Sending again is safe: it is done once.',
  },
  cancel: { zh: '取消', en: 'Cancel' },
  done: { zh: '已办理', en: 'Done' },
  incident: (number: string) => ({ zh: `事件编号 ${number}`, en: `Incident ${number}` }),
  optional: { zh: '（可不填）', en: '(optional)' },
  choose: { zh: '请选择', en: 'Choose' },
  fillIn: { zh: '请填写此项。', en: 'Please fill this in.' },
  checkForm: { zh: '有未填或有误的内容', en: 'Something is missing or wrong' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  secondPerson: { zh: '须由另一人当场验证', en: 'A second person proves themselves' },
  secondPersonHint: {
    zh: '请另一位有权人员在此输入本人的登录名和口令，只用于这一次。',
    en: 'Another person with the right gives their own name and password here, for this once.',
  },
  prove: { zh: '验证', en: 'Prove' },
  conflict: { zh: '期间情况已有变化', en: 'Something changed in between' },
  conflictHint: {
    zh: '您填写的内容保留着。看过变化后，可以按现在的情况再次提交。',
    en: 'What you typed is kept. After reading what changed, you can send it on the present state.',
  },
  by: (who: string) => ({ zh: `经办 ${who}`, en: `by ${who}` }),
  haveRead: { zh: '已看过，按现在的情况', en: 'I have read it; go on from here' },
  happenedEarlier: { zh: '发生在更早', en: 'It happened earlier' },
  happenedAt: { zh: '何时发生（北京时间）', en: 'When it happened (Beijing time)' },
  timeIsPast: { zh: '发生时间不能晚于现在。', en: 'It cannot lie in the future.' },
  recordedLater: (time: string) => ({ zh: `${time} 补录`, en: `recorded ${time}` }),
} as const satisfies Words;
