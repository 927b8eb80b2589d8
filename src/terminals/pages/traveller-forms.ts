/**
 * The forms of the traveller's page: plain HTML that sends a command without any script. Each carries the command id it
 * was written with, so that sending it twice does it once; what was typed stands in it again after a refusal.
 */
import { v7 as uuid } from 'uuid';
import { APPEALED, type Appealed } from '../../contract/answers.ts';
import type { CommandType } from '../../contract/commands.ts';
import { VALUES } from '../../contract/form-words.ts';
import type { RefusalWords } from '../../contract/refusals.ts';
import type { Language } from '../errors.ts';
import { type Html, html, saying } from './html.ts';

export type Fields = Readonly<Record<string, string>>;

/** A form that was refused: what was said, and what had been typed. */
export interface NotTaken {
  readonly command: string;
  readonly words: RefusalWords;
  readonly typed: Fields;
}

export interface FormGiven {
  readonly language: Language;
  readonly token: string;
  readonly version: number;
  readonly now: number;
  readonly notTaken: NotTaken | null;
}

/** The commands a traveller sends by a form, and the body each becomes. `witness` is whoever shows the code now. */
export const SENT: Readonly<
  Partial<Record<CommandType, (fields: Fields, witness: string) => Readonly<Record<string, unknown>>>>
> = {
  acknowledgeConditions: ({ readAloud }) => (readAloud === 'true' ? { readAloud: true } : {}),
  signPledge: ({ textDigest, language, strokes, witnessCode, guardian }, witness) => ({
    textDigest,
    language,
    strokes,
    witnessCode,
    witness,
    ...given({ guardian }),
  }),
  declinePledge: ({ because, witnessCode }, witness) => ({ ...given({ because }), witnessCode, witness }),
  requestDeparture: ({ wish, words }) => ({ wish, askedBy: 'traveller', ...given({ words }) }),
  addStatement: ({ words }) => ({ words }),
  fileComplaint: ({ about, words }) => ({ about, words }),
  fileAppeal: ({ of, words }) => ({ of, words }),
  reportTurnedAwayAtDoor: ({ words }) => given({ words }),
};

/** Without what was left empty. */
const given = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );

/** What is said once it is done. */
const DONE: Readonly<Partial<Record<CommandType, readonly [zh: string, en: string]>>> = {
  acknowledgeConditions: ['已记下：您知悉接收条件。', 'Noted: you know the conditions.'],
  signPledge: [
    '承诺书已签署。您的一份稍后出现在“我的文书”里。',
    'The pledge is signed. Your copy appears under “My papers” in a moment.',
  ],
  declinePledge: [
    '已记下：您不签署。这不是过错，您可以重新考虑。',
    'Noted: you do not sign. That is no fault, and you may reconsider.',
  ],
  requestDeparture: ['已告知检查站民警。', 'The checkpoint has been told.'],
  addStatement: ['您的陈述已记入案卷。', 'Your statement is on the record.'],
  fileComplaint: [
    '投诉已登记，并已通知督办员。须及时处理并答复。',
    'The complaint is entered and the supervisor is told. It has to be answered.',
  ],
  fileAppeal: [
    '申诉已登记，由作出原决定以外的人复查。结果会出现在这里。',
    'Your appeal is entered. Somebody else than who decided looks again, and the outcome appears here.',
  ],
  reportTurnedAwayAtDoor: [
    '已通知接收单位和督办员。请留在安全的地方，并拨打下面的电话。',
    'The office and the supervisor are told. Stay somewhere safe and call the numbers below.',
  ],
};

export function doneWords(command: string, language: Language): string | null {
  const words = DONE[command as CommandType];
  return words === undefined ? null : saying(language)(...words);
}

interface Form {
  readonly inside?: Html;
  readonly button: { readonly zh: string; readonly en: string };
  readonly look?: string;
  /** Shown by the script alone: without one there is nothing to send. */
  readonly isForScript?: boolean;
}

function form(
  { language, token, version, now, notTaken }: FormGiven,
  type: CommandType,
  { inside, button, look = '', isForScript = false }: Form,
): Html {
  const refused = notTaken?.command === type ? notTaken.words[language] : null;
  const rest = html`${inside ?? null}<p class="buttons"><button class="button ${look}">${button[language]}</button></p>`;
  return html`<form id="${type}" method="post" action="/t/${token}/${type}?lang=${language}#${type}">
${refused === null ? null : html`<p class="refused" role="alert">${refused}</p>`}
<input type="hidden" name="commandId" value="${uuid({ msecs: now })}"><input type="hidden" name="basedOn" value="${version}">
${isForScript ? html`<div class="scripted" hidden>${rest}</div>` : rest}</form>`;
}

const typedIn = ({ notTaken }: FormGiven, type: CommandType, field: string) =>
  notTaken?.command === type ? (notTaken.typed[field] ?? '') : '';

function words(on: FormGiven, type: CommandType, label: string, field = 'words', isNeeded = true): Html {
  const id = `${type}-${field}`;
  const typed = typedIn(on, type, field);
  return html`<p><label for="${id}">${label}</label>
${isNeeded ? html`<textarea id="${id}" class="input" name="${field}" rows="4" maxlength="2000" required>${typed}</textarea>` : html`<textarea id="${id}" class="input" name="${field}" rows="3" maxlength="2000">${typed}</textarea>`}</p>`;
}

/** The six figures that say the officer stands there too. */
function witnessCode({ language }: FormGiven, type: CommandType): Html {
  const say = saying(language);
  const id = `${type}-code`;
  return html`<p><label for="${id}">${say('见证码（六位数字）', 'Witness code (six figures)')}</label>
<small id="${id}-hint">${say('请民警在检查站的屏幕上出示，当面输入。', 'Ask the officer to show it on the checkpoint’s screen, and type it while they are there.')}</small>
<input id="${id}" class="input code" name="witnessCode" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="off" aria-describedby="${id}-hint" required></p>
`;
}

export function acknowledgeForm(on: FormGiven): Html {
  return form(on, 'acknowledgeConditions', {
    inside: html`<input type="hidden" name="readAloud" value="">`,
    button: { zh: '我已知悉这些条件', en: 'I know these conditions' },
    look: 'primary',
  });
}

/** Signing is drawing: the pad is the script's, and without a script the board at the officer's desk is there. */
export function signForm(on: FormGiven, pledge: { readonly digest: string }, guardian: string | null): Html {
  const say = saying(on.language);
  return html`<p class="no-script">${say('这部手机的浏览器不能手写签名。请到民警处，在签名板或纸上签署，效力相同。', 'This phone’s browser cannot take a signature. Please sign at the officer’s desk, on the board or on paper; it counts the same.')}</p>
${form(on, 'signPledge', {
  inside: html`<input type="hidden" name="textDigest" value="${pledge.digest}"><input type="hidden" name="language" value="${on.language === 'en' ? 'en' : 'zh-CN'}"><input type="hidden" name="strokes" value="">${guardian === null ? null : html`<input type="hidden" name="guardian" value="${guardian}">`}
<div class="signing"></div>
${witnessCode(on, 'signPledge')}`,
  button: { zh: '签署承诺书', en: 'Sign the pledge' },
  look: 'primary',
  isForScript: true,
})}`;
}

export function declineForm(on: FormGiven): Html {
  const say = saying(on.language);
  return opening(
    on,
    'declinePledge',
    say('不签署', 'Not to sign'),
    html`<p>${say('可以不签，这不是过错，之后可以重新考虑。不签的，不能按本条款放行。', 'You may decline. It is no fault and you may reconsider. Without a signature you cannot be released under this clause.')}</p>
${form(on, 'declinePledge', {
  inside: html`${words(on, 'declinePledge', say('原因（可不填）', 'Why (you need not say)'), 'because', false)}${witnessCode(on, 'declinePledge')}`,
  button: { zh: '我不签署', en: 'I do not sign' },
})}`,
  );
}

/** To leave, or to take that back. */
export function departureForm(on: FormGiven, isLeaving: boolean): Html {
  return form(on, 'requestDeparture', {
    inside: html`<input type="hidden" name="wish" value="${isLeaving ? 'stay' : 'leave'}">`,
    button: isLeaving
      ? { zh: '不走了，继续办理', en: 'I stay; go on with my case' }
      : { zh: '我要离开', en: 'I want to leave' },
  });
}

/** `isHeard`: somebody decides on it now, and it lies open. */
export function statementForm(on: FormGiven, isHeard = false): Html {
  const say = saying(on.language);
  const inside = form(on, 'addStatement', {
    inside: html`<p class="quiet">${say('您的话会原样记入案卷。案件提交裁定的，检查站、被征询的社区（街道）和督办员都能看到。', 'Your words go on the record as they are. Where the case is put before a supervisor, the checkpoint, the offices that were asked and the supervisor read them.')}</p>
${words(on, 'addStatement', say('您要说的话', 'What you want to say'))}`,
    button: { zh: '记入案卷', en: 'Put it on the record' },
    ...(isHeard ? { look: 'primary' } : {}),
  });
  return isHeard ? inside : opening(on, 'addStatement', say('陈述申辩', 'State your case'), inside);
}

const ABOUT = ['hold', 'wait', 'decision', 'conduct', 'data', 'other'] as const;

export function complaintForm(on: FormGiven): Html {
  const say = saying(on.language);
  const chosen = typedIn(on, 'fileComplaint', 'about');
  return opening(
    on,
    'fileComplaint',
    say('在这里投诉', 'Complain here'),
    form(on, 'fileComplaint', {
      inside: html`<p><label for="about">${say('投诉什么', 'What it is about')}</label>
<select id="about" class="input" name="about" required><option value="">${say('请选择', 'Choose')}</option>${ABOUT.map(
        (one) =>
          html`<option value="${one}"${one === chosen ? html` selected` : null}>${VALUES[one]?.[on.language] ?? one}</option>`,
      )}</select></p>
${words(on, 'fileComplaint', say('事情经过', 'What happened'))}`,
      button: { zh: '提交投诉', en: 'Send the complaint' },
    }),
  );
}

/** `of` is what was decided and can be appealed; nothing is chosen where there is but one. */
export function appealForm(on: FormGiven, of: readonly Appealed[]): Html {
  const say = saying(on.language);
  const chosen = typedIn(on, 'fileAppeal', 'of');
  return opening(
    on,
    'fileAppeal',
    say('提出申诉', 'File an appeal'),
    form(on, 'fileAppeal', {
      inside: html`${
        of.length === 1
          ? html`<input type="hidden" name="of" value="${of[0] ?? ''}">`
          : html`<p><label for="appealed">${say('对什么不服', 'What it is against')}</label>
<select id="appealed" class="input" name="of" required><option value="">${say('请选择', 'Choose')}</option>${of.map(
              (one) =>
                html`<option value="${one}"${one === chosen ? html` selected` : null}>${APPEALED[one][on.language]}</option>`,
            )}</select></p>`
      }
${words(on, 'fileAppeal', say('申诉理由', 'Why'))}`,
      button: { zh: '提交申诉', en: 'Send the appeal' },
    }),
  );
}

export function doorForm(on: FormGiven): Html {
  const say = saying(on.language);
  return form(on, 'reportTurnedAwayAtDoor', {
    inside: words(
      on,
      'reportTurnedAwayAtDoor',
      say('发生了什么（可不填）', 'What happened (you need not say)'),
      'words',
      false,
    ),
    button: { zh: '报告：到了家门口进不去', en: 'Report: I was not let in at home' },
    look: 'primary',
  });
}

/** What is opened by a tap, and stands open where it was refused. */
function opening({ notTaken }: FormGiven, type: CommandType, title: string, inside: Html): Html {
  return html`<details${notTaken?.command === type ? html` open` : null}><summary>${title}</summary>
${inside}</details>`;
}
