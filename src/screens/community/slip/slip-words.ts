/** What is said at the door of a release slip. Loaded with its page. */
import type { Words } from '../../shared/words/say.ts';

export const SLIP = {
  code: { zh: '放行码', en: 'Release code' },
  codeHint: {
    zh: '在放行单右上角二维码的下方，共 12 位。大小写、空格、横线都不影响。',
    en: 'Under the square code at the top right of the slip: 12 letters and figures. Case, spaces and hyphens do not matter.',
  },
  check: { zh: '查验', en: 'Check' },
  checking: { zh: '正在查验…', en: 'Checking…' },
  camera: { zh: '扫二维码', en: 'Scan the square code' },
  stopCamera: { zh: '关闭摄像头', en: 'Close the camera' },
  cameraHint: { zh: '对准放行单右上角的二维码。', en: 'Hold the slip’s square code before the camera.' },
  noCamera: {
    zh: '摄像头不可用。请手工输入放行码，或使用扫码枪。',
    en: 'No camera can be used. Type the code, or use a barcode gun.',
  },
  missing: { zh: '请输入放行码。', en: 'Type the code.' },
  unreachable: {
    zh: '现在连不上，没有查验成。放行单是否有效不受影响，请稍后再试。',
    en: 'Nobody answers now, so nothing was checked. That says nothing about the slip; try again in a moment.',
  },

  good: { zh: '有效，本单位正在等待此人', en: 'Good: your office expects this traveller' },
  overdue: {
    zh: '已过应到时间，本单位仍在等待此人',
    en: 'Past its time; your office still expects this traveller',
  },
  overdueHint: {
    zh: '路上耽搁是常事。人到了，照常确认到达。',
    en: 'People are often held up on the way. They are here: confirm the arrival as usual.',
  },
  releasedBy: { zh: '放行单位', en: 'Released by' },
  releasedAt: { zh: '放行时间', en: 'Released' },
  until: { zh: '应到时间', en: 'Arrive by' },
  arrived: { zh: '已确认到达', en: 'The arrival is confirmed' },
  arrivedHint: {
    zh: '这张放行单到此用完，复印件、照片都不再有效。',
    en: 'The slip is used up by it: a copy or a photograph is good for nothing now.',
  },
  theCase: { zh: '查看详情', en: 'Open the case' },

  elsewhere: {
    zh: '放行有效，但等待此人的是别的单位',
    en: 'The release is good, but another office expects them',
  },
  elsewhereOverdue: {
    zh: '已过应到时间，等待此人的是别的单位',
    en: 'Past its time, and another office expects them',
  },
  expectedBy: { zh: '等待单位', en: 'Expected by' },
  itsPhone: { zh: '值班电话', en: 'Duty number' },
  noPhone: { zh: '名录中没有登记', en: 'none in the directory' },
  elsewhereHint: {
    zh: '请告诉当事人该去哪里，或打电话请对方来接。到达由对方确认。',
    en: 'Tell them where to go, or call the office to fetch them. It confirms the arrival.',
  },

  usedUp: { zh: '这张放行单已经用过', en: 'This slip is used up' },
  usedUpHint: {
    zh: '到达已经确认过一次。眼前这张可能是复印件，请向放行单位核实，不要据此为难当事人。',
    en: 'An arrival was confirmed with it. This may be a copy: ask the checkpoint, and hold nothing against the person.',
  },
  arrivedAt: { zh: '确认到达', en: 'Arrived' },

  unknown: { zh: '查不到这张放行单', en: 'No such slip is known' },
  unknownHint: {
    zh: '没有签发过这样一张放行单。请与纸面核对后再试；仍查不到，请拨打放行单上检查站的电话核实。',
    en: 'Nobody gave out such a slip. Compare the code with the paper and try again; if it stays unknown, call the checkpoint printed on it.',
  },
  misread: { zh: '放行码没有输对', en: 'The code was misread' },
  misreadHint: {
    zh: '请对照放行单再输一遍：共 12 位，只用 2 3 4 6 7 8 A F H K M Q R W X Y。这次没有查询，不计次数。',
    en: 'Compare it with the slip: 12 of the symbols 2 3 4 6 7 8 A F H K M Q R W X Y. Nothing was looked up, and no try was counted.',
  },
  again: { zh: '查验下一张', en: 'Check another' },
} as const satisfies Words;
