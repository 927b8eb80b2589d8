/** What the scanning of a certificate says, beside the verdicts themselves. */
import type { Said, Words } from '../../shared/words/say.ts';

export const CERTIFICATE = {
  scan: { zh: '扫描健康证书', en: 'Scan a health certificate' },
  hint: {
    zh: '用扫码枪对准二维码即可（中文输入法开着也行），或打开摄像头。核验不留记录，登记后才入案。',
    en: 'Point the scanner at the code (a Chinese input method may stay on), or open the camera. Verifying records nothing; only what you record goes into the case.',
  },
  camera: { zh: '打开摄像头', en: 'Open the camera' },
  cameraHint: { zh: '将二维码对准画面中央。', en: 'Hold the code in the middle of the picture.' },
  noCamera: {
    zh: '无法使用摄像头，请用扫码枪。',
    en: 'There is no camera to use. Use the scanner.',
  },
  verifying: { zh: '正在核验……', en: 'Verifying …' },
  unreachable: {
    zh: '暂时连不上服务器，没有核验。请重扫。',
    en: 'The house cannot be reached, so nothing was verified. Scan again.',
  },
  shows: { zh: '证书内容', en: 'The certificate says' },
  name: { zh: '姓名', en: 'Name' },
  birth: { zh: '出生日期', en: 'Date of birth' },
  sampledAt: { zh: '采样时间', en: 'Sampled' },
  result: { zh: '结果', en: 'Result' },
  method: { zh: '方法', en: 'Method' },
  issuer: { zh: '签发机构', en: 'Issuer' },
  rule: { zh: '适用规则', en: 'The rule' },
  listOf: (time: string): Said => ({
    zh: `按 ${time} 签署的信任列表核验。`,
    en: `Verified by the list of issuers signed ${time}.`,
  }),
  record: { zh: '登记这份证书', en: 'Record this certificate' },
  recordAnyway: { zh: '按此结果登记', en: 'Record it as found' },
  again: { zh: '重新扫描', en: 'Scan another' },
  compared: { zh: '已当面核对，系本人', en: 'I compared them: the same person' },
  comparedHint: {
    zh: '请把证书上的姓名、出生日期与本人及其证件当面核对。确认后以您的名义登记。',
    en: 'Compare the name and date of birth with the person and their document. What you confirm is recorded in your name.',
  },
} as const satisfies Words;

export const RESULT_WORDS: Readonly<Record<string, Said>> = {
  NEGATIVE: { zh: '阴性（未检出）', en: 'negative (not detected)' },
  POSITIVE: { zh: '阳性（检出）', en: 'positive (detected)' },
  NOT_STATED: { zh: '未写明', en: 'not stated' },
};
export const METHOD_WORDS: Readonly<Record<string, Said>> = {
  NUCLEIC_ACID: { zh: '核酸检测', en: 'nucleic-acid test' },
  RAPID: { zh: '快速抗原检测', en: 'rapid antigen test' },
  NOT_STATED: { zh: '未写明', en: 'not stated' },
};
