/** The operators' page: lists, one case, and a form for every command, in plain script and without a framework. */
import {
  actionsOf,
  clocksOf,
  collect,
  fieldsOf,
  inOrder,
  leftOf,
  stands,
  timeOf,
  toField,
  uuid7,
} from './forms.js';

const root = document.getElementById('desk');
const terminal = root.dataset.terminal;
const RETRY_MS = [1000, 2000, 5000, 10_000];
const TERMINALS = {
  checkpoint: ['检查站', 'Checkpoint'],
  community: ['社区与街道', 'Community'],
  supervisor: ['督办', 'Supervisor'],
  admin: ['管理', 'Administration'],
};
/** Where a case stands → what is usually done next; the button that is drawn first. */
const USUAL = [
  ['open.document.held.returnDue', 'returnDocument'],
  ['open.document.presented', 'readDocument'],
  ['open.consent.ruled.receive.awaiting', 'acknowledgeRuling'],
  ['open.consent.asked.supervisor', 'ruleOnHandoff'],
  ['open.consent.asked.undecided', 'ruleOnHandoff'],
  ['open.consent.asked', 'answerCommunity'],
  ['open.consent.asked', 'recordCall'],
  ['open.consent.needed', 'askCommunity'],
  ['open.pledge.ready', 'signPledge'],
  ['open.pledge.signed', 'releaseTraveller'],
  ['released', 'confirmArrival'],
];
/** Refusals that say only that the case is elsewhere: they stand together, at the end. */
const ELSEWHERE = new Set(['notInThisState', 'handoffIsClosed', 'stopIsClosed', 'announcementIsOver']);
const PERSONAL = ['name', 'document', 'phone', 'returnAddress', 'previousAddress'];

const here = {
  lang: localStorage.getItem('lang') === 'en' ? 'en' : 'zh',
  me: null,
  words: null,
  offices: new Map(),
  lists: new Map(),
  view: null,
  key: null,
  one: null,
  entries: [],
  position: 0,
  epoch: '',
  skew: 0,
  offlineSince: null,
  said: '',
};
/** Open forms by command and stream: what was typed stays until it was accepted. */
const drafts = new Map();
let socket = null;
let tries = 0;

const say = (zh, en) => (here.lang === 'en' ? en : zh);
const now = () => Date.now() + here.skew;

// ── Small tools ───────────────────────────────────────────────────────────────────────────────────────────

function h(tag, more = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(more)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'class' || name.includes('-') || name === 'for' || name === 'list' || name === 'role')
      node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(
    ...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** Draws a part anew; whoever had the focus there keeps it. */
function redraw(id, ...children) {
  const part = document.getElementById(id);
  if (part === null) return;
  const held = part.contains(document.activeElement) ? document.activeElement.dataset.k : undefined;
  const unfolded = [...part.querySelectorAll('details[open][data-k]')].map(({ dataset }) => dataset.k);
  const { scrollTop } = part;
  part.replaceChildren(...children.flat(9).filter(Boolean));
  for (const k of unfolded) part.querySelector(`details[data-k="${k}"]`)?.setAttribute('open', '');
  if (held !== undefined)
    part.querySelector(`[data-k="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  part.scrollTop = scrollTop;
}

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    cache: 'no-store',
    headers: {
      'accept-language': here.lang,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const date = Date.parse(answer.headers.get('date') ?? '');
  // The house says what time it is; a booth's clock may be wrong.
  if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2000) here.skew = date - Date.now();
  const said = await answer.json().catch(() => ({}));
  if (answer.status === 401 && !path.endsWith('/session') && !path.endsWith('/step-up') && here.me !== null)
    leave();
  return { ok: answer.ok, status: answer.status, body: said, error: said.error ?? null };
}
const api = (path) => `/api/${terminal}/${path}`;
const refusalOf = (error) =>
  error === null
    ? say('没有做成，请再试。', 'It was not done; please try again.')
    : [
        here.words.refusals[error.code]?.[here.lang] ?? error.message,
        error.field ? `（${fieldPath(error.field)}）` : '',
        error.incident ? ` ${error.incident}` : '',
      ].join('');

// ── Words ─────────────────────────────────────────────────────────────────────────────────────────────────

const fieldName = (command, name) =>
  (here.words.fields[`${command}.${name}`] ?? here.words.fields[name] ?? { zh: name, en: name })[here.lang];
const fieldPath = (path) =>
  path
    .replace(/^body[./]/, '')
    .split(/[./]/)
    .map((one) => fieldName('', one))
    .join(' › ');
const valueName = (name, value) =>
  (here.words.values[`${name}.${value}`] ?? here.words.values[value] ?? here.words.states[value])?.[
    here.lang
  ] ?? String(value);
const officeName = (code) => here.offices.get(code)?.[here.lang] ?? code ?? '';
const short = (id) => (typeof id === 'string' && id.length === 36 ? `…${id.slice(-6)}` : id);
const isId = (value) => /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value);

function accountName(id) {
  if (id === here.me?.account) return say('您', 'you');
  if (id === 'house') return say('系统', 'the house');
  if (String(id).startsWith('traveller:')) return say('当事人', 'the traveller');
  if (String(id).startsWith('device:')) return say('接口设备', 'a device');
  const known = here.lists.get('accounts')?.rows.get(id)?.row.person;
  return known ? staffName(known) : say(`工作人员 ${short(id)}`, `staff ${short(id)}`);
}

const staffName = ({ surname, staffNumber }) =>
  surname === staffNumber ? surname : `${surname} ${staffNumber ?? ''}`;

function holderWords(holder) {
  if (!holder) return '';
  if (holder.party === 'checkpoint')
    return `${officeName(holder.checkpoint)} · ${accountName(holder.officer)}`;
  if (holder.party === 'office') return officeName(holder.office);
  return holder.party === 'authority'
    ? say('卫生部门', 'the health authority')
    : say('当事人本人', 'the traveller');
}

const standingOf = (state) =>
  here.words.standings.find(({ at }) => stands(state, at)) ?? {
    zh: '正在办理',
    en: 'being worked on',
    next: { zh: '', en: '' },
  };

function stateWords(state) {
  if (typeof state === 'string') return here.words.states[state]?.[here.lang] ?? state;
  return Object.entries(state ?? {})
    .map(([name, inner]) =>
      ['met', 'unmet', 'pending', 'stops'].includes(name)
        ? stateWords(inner)
        : [stateWords(name), stateWords(inner)].filter(Boolean).join(' · '),
    )
    .join(' ');
}

function personName({ row }) {
  const { name, surname, staffNumber, plate } = row.person ?? {};
  if (name === 'erased') return say('（个人信息已删除）', '(erased)');
  return name ?? plate ?? (surname === undefined ? null : staffName({ surname, staffNumber }));
}
const sayValue = (name, value) => {
  if (value === true) return say('是', 'yes');
  if (value === false) return say('否', 'no');
  if (value === '*') return say('全系统', 'the whole house');
  if (Array.isArray(value)) return value.map((one) => sayValue(name, one)).join(say('、', ', '));
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([k, v]) => sayValue(k, v))
      .join(' ');
  if (typeof value === 'number' && value > 1e12) return timeOf(value);
  if (here.offices.has(value)) return officeName(value);
  return typeof value === 'string' && isId(value) ? short(value) : valueName(name, value);
};

// ── Coming and going ──────────────────────────────────────────────────────────────────────────────────────

function leave() {
  here.me = null;
  socket?.close();
  socket = null;
  here.lists.clear();
  here.one = null;
  drawAll();
}

function signInPage() {
  const said = h('p', { class: 'refused', role: 'alert' });
  const [name, password, totp] = [
    h('input', {
      id: 'name',
      autocomplete: 'username',
      required: true,
      autocapitalize: 'none',
      spellcheck: false,
    }),
    h('input', { id: 'password', type: 'password', autocomplete: 'current-password', required: true }),
    h('input', { id: 'totp', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 6 }),
  ];
  const form = h(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        const button = form.querySelector('button');
        button.disabled = true;
        try {
          const { ok, body, error } = await ask('POST', api('session'), {
            name: name.value,
            password: password.value,
            ...(totp.value === '' ? {} : { totp: totp.value }),
          });
          if (!ok) {
            said.textContent = refusalOf(error);
            password.value = '';
            password.focus();
          } else await enter(body);
        } catch {
          said.textContent = say(
            '没有连上，请检查网络后再试。',
            'No connection; check the network and try again.',
          );
        }
        button.disabled = false;
      },
    },
    h('p', {}, h('label', { for: 'name' }, say('登录名', 'Sign-in name')), name),
    h('p', {}, h('label', { for: 'password' }, say('口令', 'Password')), password),
    h(
      'details',
      {},
      h('summary', {}, say('已启用动态口令', 'I have a second factor')),
      h('p', {}, h('label', { for: 'totp' }, say('六位动态口令', 'Six-figure code')), totp),
    ),
    said,
    h('p', {}, h('button', { class: 'primary' }, say('登录', 'Sign in'))),
  );
  return h(
    'main',
    { class: 'sheet narrow' },
    h('h1', {}, say(...TERMINALS[terminal])),
    form,
    h('p', { class: 'quiet' }, h('a', { href: `/?lang=${here.lang}` }, say('回到首页', 'To the front page'))),
  );
}

async function enter(me) {
  here.me = me;
  const { body } = await ask('GET', api('office-names'));
  here.offices = new Map((body.offices ?? []).map((office) => [office.code, office]));
  const views = myViews();
  const [wanted, key] = location.hash.slice(1).split('/');
  here.view = views.includes(wanted) ? wanted : views[0];
  here.key = key || null;
  drawAll();
  await load();
  listen();
}

const myViews = () =>
  Object.entries(here.words.views)
    .filter(
      ([, { at, roles, from }]) => at.includes(terminal) && roles.includes(here.me.role) && from === 'stream',
    )
    .map(([view]) => view)
    .sort((one, other) => (one === 'handoffPage') - (other === 'handoffPage'));

// ── Lists, and what changes in them ───────────────────────────────────────────────────────────────────────

async function load() {
  const pages = await Promise.all(
    myViews().map(async (view) => [view, await ask('GET', api(`views/${view}?limit=200`))]),
  );
  for (const [view, { ok, body }] of pages)
    if (ok) here.lists.set(view, { rows: new Map(body.rows.map((one) => [one.key, one])), next: body.next });
  here.position = Math.min(...pages.map(([, { body }]) => body.position ?? 0));
  drawLists();
  if (here.key !== null) await open(here.view, here.key);
}

async function more(view) {
  const list = here.lists.get(view);
  const { ok, body } = await ask(
    'GET',
    api(`views/${view}?limit=200&after=${encodeURIComponent(list.next)}`),
  );
  if (!ok) return;
  for (const one of body.rows) list.rows.set(one.key, one);
  list.next = body.next;
  drawLists();
}

let drawing = 0;
function drawSoon() {
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(() => drawLists());
}

function listen() {
  if (here.me === null) return;
  const at = new URL(
    `/api/live?cursor=${here.position}&epoch=${encodeURIComponent(here.epoch)}`,
    location.href,
  );
  at.protocol = at.protocol.replace('http', 'ws');
  const mine = new WebSocket(at);
  socket = mine;
  mine.addEventListener('open', () => {
    tries = 0;
    here.offlineSince = null;
    drawHead();
  });
  const hear = async (told) => {
    if (told.kind === 'reload') {
      here.epoch = told.epoch;
      socket = null;
      mine.close();
      await load().catch(() => {
        here.epoch = '';
      });
      listen();
    } else if (told.kind === 'upTo') {
      here.position = told.position;
      here.epoch = told.epoch;
    } else if (told.kind === 'put') {
      const { view, key } = told.delivered;
      here.lists.get(view)?.rows.set(key, told.delivered);
      drawSoon();
      if (key === here.key && here.one !== null && told.delivered.version > here.one.version)
        void open(here.view, key);
    } else if (told.kind === 'remove') {
      here.lists.get(told.view)?.rows.delete(told.key);
      drawSoon();
    }
  };
  mine.addEventListener('message', ({ data }) => JSON.parse(data).forEach((told) => void hear(told)));
  mine.addEventListener('close', ({ code }) => {
    if (socket !== mine || here.me === null) return;
    if (code === 4401) return leave();
    here.offlineSince ??= now();
    drawHead();
    setTimeout(listen, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    tries += 1;
  });
}

const isCase = (view) =>
  here.lists.get(view) !== undefined &&
  [
    'queue',
    'handoffPage',
    'requests',
    'expectedArrivals',
    'openHolds',
    'awaitingRuling',
    'overdue',
    'pledges',
  ].includes(view);

function clock({ dueAt, name }) {
  return h(
    'span',
    { class: 'clock', 'data-due': String(dueAt) },
    h('b', {}),
    ' ',
    h('small', {}, here.words.timers[name]?.[here.lang] ?? name),
  );
}

function tick() {
  const at = now();
  for (const node of document.querySelectorAll('[data-due]')) {
    const due = Number(node.dataset.due);
    const text = leftOf(due, at, here.lang);
    const bold = node.firstElementChild;
    if (bold.textContent !== text) bold.textContent = text;
    node.classList.toggle('late', due <= at);
    node.classList.toggle('soon', due > at && due - at < 300_000);
  }
  const clockOfHouse = document.getElementById('time');
  if (clockOfHouse !== null) clockOfHouse.textContent = toField(at).slice(11);
}

function caseRow(view, delivered) {
  const { key, row } = delivered;
  const [first] = clocksOf(row);
  const chosen = key === here.key;
  return h(
    'tr',
    { class: chosen ? 'chosen' : null, onclick: () => choose(view, key) },
    h(
      'td',
      { class: 'due', 'data-label': say('时限', 'Due') },
      first === undefined ? h('span', { class: 'quiet' }, '—') : clock(first),
    ),
    h(
      'td',
      { 'data-label': say('当事人', 'Traveller') },
      h(
        'button',
        {
          class: 'name',
          'data-k': key,
          'aria-current': chosen ? 'true' : null,
          onclick: (event) => (event.stopPropagation(), choose(view, key)),
        },
        personName(delivered) ?? short(key),
      ),
      row.context?.isUnder14 === true ? h('span', { class: 'mark' }, say('未满14岁', 'under 14')) : null,
    ),
    h('td', { 'data-label': say('现况', 'Standing') }, standingOf(row.state)[here.lang]),
    h('td', { class: 'holder', 'data-label': say('责任人', 'Holder') }, holderWords(row.holder)),
  );
}

function plainRow(view, delivered) {
  const { key, row } = delivered;
  const chosen = key === here.key;
  const said = Object.entries(
    row.said ?? (row.code === undefined ? {} : { kind: row.kind, parent: row.parent, numbers: row.numbers }),
  )
    .filter(([name, value]) => value !== undefined && !['stopId', 'content'].includes(name))
    .slice(0, 6);
  return h(
    'tr',
    { class: chosen ? 'chosen' : null, onclick: () => choose(view, key) },
    h(
      'td',
      {},
      h(
        'button',
        {
          class: 'name',
          'data-k': key,
          'aria-current': chosen ? 'true' : null,
          onclick: (event) => (event.stopPropagation(), choose(view, key)),
        },
        (row.code === undefined ? personName(delivered) : (row[here.lang] ?? row.zh)) ??
          row.said?.number ??
          short(key),
      ),
    ),
    h('td', {}, row.code ?? stateWords(row.state)),
    h(
      'td',
      { class: 'holder' },
      said.map(([name, value]) =>
        h('span', { class: 'said' }, h('small', {}, fieldName('', name)), ' ', sayValue(name, value)),
      ),
    ),
  );
}

function drawLists() {
  const views = myViews();
  redraw(
    'tabs',
    views.map((view) =>
      h(
        'button',
        { 'data-k': view, 'aria-pressed': String(view === here.view), onclick: () => choose(view, null) },
        here.words.views[view][here.lang],
        ' ',
        h('b', {}, `${here.lists.get(view)?.rows.size ?? '…'}${here.lists.get(view)?.next ? '+' : ''}`),
      ),
    ),
  );
  const list = here.lists.get(here.view);
  const rows = inOrder(list?.rows.values() ?? []);
  const heads = isCase(here.view)
    ? [say('时限', 'Due'), say('当事人', 'Traveller'), say('现况', 'Standing'), say('责任人', 'Holder')]
    : [say('名称', 'Name'), say('状态', 'State'), say('内容', 'What it says')];
  redraw(
    'list',
    startButtons(),
    list === undefined
      ? h('p', { class: 'empty' }, say('正在读取…', 'Reading …'))
      : rows.length === 0
        ? h('p', { class: 'empty' }, say('这里没有待办。', 'Nothing waits here.'))
        : h(
            'table',
            { class: isCase(here.view) ? 'cases' : 'plain' },
            h('caption', {}, here.words.views[here.view][here.lang]),
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                heads.map((one, i) =>
                  h(
                    'th',
                    { scope: 'col', class: i === 3 || (i === 2 && !isCase(here.view)) ? 'holder' : null },
                    one,
                  ),
                ),
              ),
            ),
            h(
              'tbody',
              {},
              rows.map((one) => (isCase(here.view) ? caseRow : plainRow)(here.view, one)),
            ),
          ),
    list?.next ? h('p', {}, h('button', { onclick: () => more(here.view) }, say('更多', 'More'))) : null,
  );
  tick();
}

/** Commands that begin something, and those whose thing stands in no list: always within reach. */
function startButtons() {
  const starts = Object.entries(here.words.commands).filter(
    ([, { at, starts: begins }]) => at.includes(terminal) && begins,
  );
  const loose = Object.entries(here.words.commands).filter(
    ([, { at, stream, starts: begins }]) =>
      at.includes(terminal) && !begins && ['shift', 'directory'].includes(stream),
  );
  const button = ([type, command]) =>
    h('button', { 'data-k': `start-${type}`, onclick: () => openForm(type, null) }, command[here.lang]);
  return h(
    'details',
    { class: 'start', 'data-k': 'start' },
    h('summary', {}, say('新办事项', 'Begin something')),
    h('div', { class: 'buttons' }, [...starts, ...loose].map(button)),
  );
}

function choose(view, key) {
  here.view = view;
  here.key = key;
  here.one = null;
  here.said = '';
  history.replaceState(null, '', key === null ? `#${view}` : `#${view}/${key}`);
  drawLists();
  drawOne();
  if (key !== null) void open(view, key).then(() => document.getElementById('one-title')?.focus());
}

// ── One row ───────────────────────────────────────────────────────────────────────────────────────────────

async function open(view, key) {
  try {
    const { ok, body, error } = await ask('GET', api(`views/${view}/${encodeURIComponent(key)}`));
    if (here.key !== key) return;
    if (!ok) {
      // It has left this list; it may still be looked at as a case.
      if (view !== 'handoffPage' && isCase(view) && myViews().includes('handoffPage'))
        return open('handoffPage', key);
      here.said = refusalOf(error);
      here.one = null;
      return drawOne();
    }
    here.one = body;
    if (isCase(view)) {
      const { body: told } = await ask('GET', api(`handoffs/${key}/timeline`));
      if (here.key !== key) return;
      here.entries = told.entries ?? [];
    } else here.entries = [];
    drawOne();
  } catch {
    here.said = say('没有连上；显示的是先前的内容。', 'No connection; this is what was known before.');
    drawOne();
  }
}

const MARKS = { met: '✓', unmet: '!', stops: '✕', pending: '…' };
function steps(state) {
  const regions = state?.open;
  if (regions === undefined || regions === null) return null;
  return h(
    'ul',
    { class: 'steps' },
    Object.entries(here.words.regions)
      .filter(
        ([region]) =>
          regions[region] !== undefined && regions[region] !== null && regions[region] !== 'notNeeded',
      )
      .map(([region, said]) => {
        const at = regions[region];
        const done =
          at.met !== undefined ||
          ['accepted', 'signed', 'waived', 'readAndReturned', 'returned', 'absent'].includes(at) ||
          at.ruled?.receive === 'acknowledged';
        const kind =
          at.stops !== undefined ? 'stops' : done ? 'met' : at.asked !== undefined ? 'pending' : 'unmet';
        return h(
          'li',
          { class: kind },
          h('span', { class: 'sign', 'aria-hidden': 'true' }, MARKS[kind]),
          h('small', {}, said[here.lang]),
          ' ',
          h('b', {}, stateWords(at)),
        );
      }),
  );
}

function actionsPart(row, key, isHandoff) {
  const all = actionsOf(here.words, row.allowed, terminal, here.lang);
  const usual = isHandoff
    ? USUAL.find(
        ([at, type]) => stands(row.state, at) && all.some((one) => one.type === type && one.possible),
      )?.[1]
    : undefined;
  const possible = all
    .filter((one) => one.possible)
    .sort((one, other) => (other.type === usual) - (one.type === usual));
  const not = all.filter((one) => !one.possible && !ELSEWHERE.has(one.code));
  const elsewhere = all.filter((one) => ELSEWHERE.has(one.code));
  const button = (one) =>
    h(
      'button',
      {
        class: one.type === usual ? 'primary' : null,
        'data-k': `do-${one.type}`,
        onclick: () => openForm(one.type, key),
      },
      one.name,
    );
  const others = possible.filter(({ type }) => type !== usual);
  const groups = here.words.groups
    .map((group) => ({ ...group, all: others.filter(({ type }) => group.of.includes(type)) }))
    .filter(({ all: some }) => some.length > 0);
  const shut = (one) =>
    h(
      'li',
      {},
      h(
        'button',
        { 'aria-disabled': 'true', 'aria-describedby': `why-${one.type}`, 'data-k': `do-${one.type}` },
        one.name,
      ),
      h('span', { class: 'why', id: `why-${one.type}` }, one.sentence),
    );
  const file = isHandoff
    ? Object.entries(here.words.commands).filter(
        ([, { at, stream, starts }]) => at.includes(terminal) && stream === 'trust' && !starts,
      )
    : [];
  return h(
    'section',
    { class: 'actions' },
    h('h3', {}, say('可以办理', 'What can be done')),
    possible.length === 0
      ? h(
          'p',
          { class: 'quiet' },
          say('您的岗位现在没有可办的事项。', 'There is nothing your role can do now.'),
        )
      : isHandoff
        ? [
            usual === undefined ? null : h('p', {}, button(possible[0])),
            h(
              'dl',
              { class: 'groups' },
              groups.map((group) =>
                h(
                  'div',
                  {},
                  h('dt', {}, group[here.lang]),
                  h('dd', { class: 'buttons' }, group.all.map(button)),
                ),
              ),
            ),
          ]
        : h('div', { class: 'buttons' }, possible.map(button)),
    not.length === 0
      ? null
      : [
          h('h3', {}, say('现在不能办理，因为', 'Not now, because')),
          h('ul', { class: 'shut' }, not.map(shut)),
        ],
    elsewhere.length === 0
      ? null
      : h(
          'details',
          { 'data-k': 'elsewhere' },
          h(
            'summary',
            {},
            say(`另有 ${elsewhere.length} 项不在此环节`, `${elsewhere.length} more, not at this point`),
          ),
          h('ul', { class: 'shut' }, elsewhere.map(shut)),
        ),
    file.length === 0
      ? null
      : h(
          'details',
          { 'data-k': 'file' },
          h('summary', {}, say('案卷管理', 'The file')),
          h(
            'div',
            { class: 'buttons' },
            file.map(([type, command]) =>
              h('button', { 'data-k': `do-${type}`, onclick: () => openForm(type, key) }, command[here.lang]),
            ),
          ),
        ),
    isHandoff && terminal === 'checkpoint'
      ? h(
          'p',
          {},
          h(
            'button',
            { 'data-k': 'link', onclick: () => travellerLink(key) },
            say('给当事人链接', 'The traveller’s link'),
          ),
        )
      : null,
    terminal === 'admin' && row.said?.role !== undefined
      ? h(
          'p',
          {},
          h(
            'button',
            { 'data-k': 'link', onclick: () => enrolmentLink(key) },
            say('生成启用链接', 'Make an enrolment link'),
          ),
        )
      : null,
  );
}

function drawOne() {
  document.body.classList.toggle('has-one', here.key !== null);
  if (here.key === null) return redraw('one');
  if (here.one === null)
    return redraw(
      'one',
      backButton(),
      h('p', { class: 'empty' }, here.said || say('正在读取…', 'Reading …')),
    );
  const { row, key, view } = here.one;
  const isHandoff = isCase(view);
  const standing = standingOf(row.state);
  const clocks = clocksOf(row);
  redraw(
    'one',
    backButton(),
    here.said === '' ? null : h('p', { class: 'told', role: 'status' }, here.said),
    h(
      'h2',
      { id: 'one-title', tabIndex: -1 },
      personName(here.one) ?? row[here.lang] ?? row.zh ?? row.said?.number ?? short(key),
    ),
    isHandoff
      ? h(
          'p',
          { class: 'stand' },
          standing[here.lang],
          h('small', {}, say('下一步：', 'Next: '), standing.next[here.lang]),
        )
      : h('p', { class: 'stand' }, row.code ?? stateWords(row.state)),
    isHandoff
      ? h(
          'dl',
          { class: 'facts' },
          h(
            'div',
            {},
            h('dt', {}, say('责任在', 'Responsible now')),
            h('dd', {}, h('b', {}, holderWords(row.holder))),
          ),
        )
      : null,
    clocks.length === 0
      ? null
      : h(
          'ul',
          { class: 'clocks' },
          clocks.map((one) => h('li', {}, clock(one))),
        ),
    steps(row.state),
    actionsPart(row, key, isHandoff),
    personPart(row, isHandoff),
    isHandoff ? timelinePart(key) : null,
  );
  tick();
}

const backButton = () =>
  h(
    'p',
    { class: 'back' },
    h(
      'button',
      { 'data-k': 'back', onclick: () => choose(here.view, null) },
      say('← 返回列表', '← Back to the list'),
    ),
  );

function personPart(row, isHandoff) {
  const said = {
    ...row.person,
    ...(isHandoff
      ? { arrivedAt: row.context?.arrivedAt ?? row.arrivedAt, clause: row.context?.clause }
      : row.said),
    ...(row.code === undefined
      ? {}
      : { kind: row.kind, parent: row.parent, numbers: row.numbers, compounds: row.compounds }),
  };
  const names = { arrivedAt: say('到站时间', 'Arrived'), returnAddress: fieldName('', 'returnAddress') };
  const entries = Object.entries(said).filter(
    ([name, value]) => value !== undefined && value !== null && !['name', 'stopId'].includes(name),
  );
  if (entries.length === 0) return null;
  const show = (name, value) =>
    value === 'erased'
      ? say('已删除', 'erased')
      : name === 'document'
        ? `${valueName('type', value.type)} ${value.number ?? ''}`
        : value?.text !== undefined
          ? value.text
          : sayValue(name, value);
  return h(
    'dl',
    { class: 'facts data' },
    entries.map(([name, value]) =>
      h('div', {}, h('dt', {}, names[name] ?? fieldName('', name)), h('dd', {}, show(name, value))),
    ),
  );
}

const HIDDEN = new Set([
  'setByVersion',
  'digest',
  'templateVersion',
  'paper',
  'textDigest',
  'timer',
  'nextOfficer',
  'stopId',
]);
function timelinePart(key) {
  return h(
    'section',
    {},
    h('h3', {}, say('经过', 'What happened')),
    h(
      'ol',
      { class: 'story' },
      [...here.entries]
        .sort((one, other) => other.version - one.version)
        .map((entry) => {
          const { command, said, facts, occurredAt, recordedAt, performedBy, secondPerson } = entry;
          const words = here.words.commands[command] ?? here.words.houseCommands[command];
          const named =
            command === 'dueTimerFired'
              ? (here.words.timers[said.timer]?.[here.lang] ?? said.timer)
              : (words?.[here.lang] ?? command);
          const followed = facts
            .filter((one) => one !== words?.fact)
            .flatMap((one) => here.words.facts[one]?.[here.lang] ?? []);
          const told = Object.entries(said).filter(([name]) => !HIDDEN.has(name));
          return h(
            'li',
            {},
            h('time', {}, timeOf(occurredAt, now())),
            h(
              'div',
              {},
              h('b', {}, named),
              command === 'recordPaper'
                ? [
                    ' ',
                    h(
                      'a',
                      {
                        href: api(`handoffs/${key}/papers/${said.paper}`),
                        target: '_blank',
                        rel: 'noopener',
                      },
                      'PDF',
                    ),
                  ]
                : null,
              followed.length === 0
                ? null
                : h('span', { class: 'followed' }, ` → ${followed.join(say('；', '; '))}`),
              told.length === 0
                ? null
                : h(
                    'p',
                    {},
                    told.map(([name, value]) =>
                      h(
                        'span',
                        { class: 'said' },
                        h('small', {}, fieldName(command, name)),
                        ' ',
                        sayValue(name, value),
                      ),
                    ),
                  ),
              h(
                'p',
                { class: 'quiet' },
                accountName(performedBy),
                secondPerson ? ` + ${accountName(secondPerson)}` : '',
                recordedAt - occurredAt > 60_000
                  ? say(`；登记于 ${timeOf(recordedAt, now())}`, `; entered ${timeOf(recordedAt, now())}`)
                  : '',
              ),
            ),
          );
        }),
    ),
  );
}

// ── Forms ─────────────────────────────────────────────────────────────────────────────────────────────────

function openForm(type, key) {
  const id = `${type}/${key ?? ''}`;
  let draft = drafts.get(id);
  if (draft === undefined) {
    draft = makeForm(type, key);
    drafts.set(id, draft);
  }
  document.body.append(draft.dialog);
  draft.dialog.showModal();
  draft.open?.();
}

/** What is already known, so that nobody types it twice. */
function known(type, name, key) {
  const { context, request } = here.one?.row ?? {};
  const asked = context?.request ?? request ?? {};
  const mine = {
    checkpoint: 'checkpoint',
    place: 'checkpoint',
    toCheckpoint: 'checkpoint',
    witness: 'account',
    language: 'language',
  }[name];
  if (mine === 'account') return here.me.account;
  if (mine === 'language') return here.lang === 'en' ? 'en' : 'zh-CN';
  if (mine === 'checkpoint') return here.me.scope === '*' ? '' : here.me.scope;
  if (name === 'office')
    return terminal === 'community'
      ? here.me.scope
      : terminal === 'checkpoint'
        ? (asked[asked.rung] ?? '')
        : '';
  if (name === 'community' && type === 'askCommunity') return asked.community ?? '';
  if (name === 'legalBasis' && type === 'holdDocument') return context?.clause ?? '';
  if (name === 'stopId')
    return key !== null && here.lists.get('stops')?.rows.has(key)
      ? key
      : here.view === 'stops'
        ? (here.key ?? '')
        : '';
  if (name === 'measure')
    return [...(here.lists.get('announcements')?.rows.values() ?? [])][0]?.row.said.measure ?? '';
  if (name === 'direction') return 'INBOUND';
  return '';
}

/** The choices that a field has although its schema names none. */
function choicesFor(type, { name, kind, options }) {
  if (kind !== 'text' && !(type === 'openPersonalData' && name === 'fields')) return options;
  if (name === 'fields') return PERSONAL;
  const rows = (view) => [...(here.lists.get(view)?.rows.values() ?? [])];
  const of = { stopId: 'stops', announcement: 'announcements', guardian: 'queue' }[name];
  if (of !== undefined && rows(of).length > 0)
    return rows(of).map((one) => ({
      value: one.key,
      words: personName(one) ?? one.row.said?.number ?? short(one.key),
    }));
  if (name === 'paper')
    return here.entries
      .filter(({ command }) => command === 'recordPaper')
      .map(({ said }) => ({ value: said.paper, words: `${said.kind} ${short(said.paper)}` }));
  const kinds = {
    community: ['community'],
    toCheckpoint: ['checkpoint'],
    checkpoint: ['checkpoint'],
    office: null,
    suggestion: null,
    place: null,
    superior: undefined,
  }[name];
  const isOffice = kinds !== undefined || (name === 'to' && type === 'requestTransfer');
  if (isOffice && here.offices.size > 0 && here.offices.size <= 80)
    return [...here.offices.values()]
      .filter(({ kind: one }) => !kinds || kinds.includes(one))
      .map((one) => ({ value: one.code, words: `${one[here.lang]} ${one.code}` }));
  return undefined;
}

let serial = 0;
function control(type, field, key, values) {
  serial += 1;
  const id = `f${serial}`;
  const { path, name, kind, required } = field;
  const set = (value) => {
    values[path] = value;
    values.changed?.(path);
  };
  const first = known(type, name, key);
  if (first !== '' && values[path] === undefined && kind !== 'group') values[path] = first;
  const label = [fieldName(type, name), required ? null : h('small', {}, say(' 选填', ' optional'))];
  const common = { id, 'data-path': path, 'aria-required': required ? 'true' : null };
  const wrap = (...nodes) =>
    h(
      'div',
      { class: 'field', 'data-field': path },
      h('label', { for: id }, label),
      ...nodes,
      h('p', { class: 'wrong', id: `${id}-wrong` }),
    );

  if (kind === 'group') {
    const node = h(
      'fieldset',
      { 'data-field': path },
      h('legend', {}, label),
      field.fields.map((one) => control(type, one, key, values)),
    );
    return node;
  }
  if (kind === 'choices' || name === 'fields')
    return h(
      'fieldset',
      { class: 'choices', 'data-field': path },
      h('legend', {}, label),
      choicesFor(type, field).map((one) =>
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            value: String(one),
            'data-path': path,
            onchange: ({ target }) =>
              set(
                [...target.closest('fieldset').querySelectorAll('input:checked')].map(({ value }) => value),
              ),
          }),
          ' ',
          valueName(name === 'fields' ? '' : name, one),
        ),
      ),
      h('p', { class: 'wrong' }),
    );
  const options = kind === 'flag' ? ['yes', 'no'] : choicesFor(type, field);
  if (options !== undefined) {
    const select = h(
      'select',
      { ...common, onchange: ({ target }) => set(target.value) },
      h('option', { value: '' }, say('请选择', 'Choose')),
      options.map((one) =>
        typeof one === 'object'
          ? h('option', { value: one.value }, one.words)
          : h('option', { value: String(one) }, valueName(name, one)),
      ),
    );
    const before = values[path];
    if (before !== undefined && before !== '' && ![...select.options].some(({ value }) => value === before))
      select.append(h('option', { value: before }, sayValue(name, before)));
    select.value = before ?? '';
    return wrap(select);
  }
  if (kind === 'digest') return h('input', { ...common, type: 'hidden' });
  if (kind === 'strokes') return wrap(pad(id, set));
  const long = kind === 'words' || kind === 'json' || kind === 'lines';
  const input = h(long ? 'textarea' : 'input', {
    ...common,
    ...(long ? { rows: kind === 'words' ? 3 : 5 } : {}),
    ...(kind === 'instant' ? { type: 'datetime-local' } : {}),
    ...(kind === 'number' ? { inputMode: 'numeric', type: 'text' } : {}),
    autocomplete: 'off',
    oninput: ({ target }) => set(target.value),
  });
  input.value = values[path] ?? '';
  if (kind === 'instant') return wrap(input, h('small', {}, say('北京时间', 'Beijing time')));
  if (long && (kind === 'json' || field.longest > 100_000))
    return wrap(
      input,
      h('input', {
        type: 'file',
        'aria-label': say('从文件读取', 'From a file'),
        onchange: async ({ target }) => {
          input.value = await target.files[0].text();
          set(input.value);
        },
      }),
    );
  return wrap(input);
}

/** A signing board: strokes are kept as drawn, and drawn again when the pane changes. */
function pad(id, set) {
  const canvas = h('canvas', {
    id,
    class: 'pad',
    tabIndex: 0,
    role: 'img',
    'aria-label': say('请在此签名', 'Sign here'),
  });
  const strokes = [];
  let began = 0;
  let stroke = null;
  const paint = () => {
    const { width, height } = canvas.getBoundingClientRect();
    if (width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext('2d');
    pen.scale(ratio, ratio);
    pen.lineWidth = 2.5;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = getComputedStyle(canvas).color;
    for (const { points } of strokes) {
      pen.beginPath();
      for (const { x, y } of points) pen.lineTo(x, y);
      if (points.length === 1) pen.lineTo(points[0].x + 0.1, points[0].y);
      pen.stroke();
    }
  };
  const point = (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    return {
      x: Math.round((event.clientX - left) * 10) / 10,
      y: Math.round((event.clientY - top) * 10) / 10,
      time: Math.round(event.timeStamp - began),
      pressure: Math.round((event.pressure || 0.5) * 100) / 100,
    };
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    if (strokes.length === 0) began = event.timeStamp;
    stroke = { points: [point(event)] };
    strokes.push(stroke);
    paint();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (stroke === null) return;
    stroke.points.push(point(event));
    paint();
  });
  const end = () => {
    if (stroke === null) return;
    stroke = null;
    set(JSON.stringify(strokes));
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
  new ResizeObserver(paint).observe(canvas);
  return h(
    'div',
    {},
    canvas,
    h(
      'button',
      {
        type: 'button',
        onclick: () => {
          strokes.length = 0;
          set('');
          paint();
        },
      },
      say('重写', 'Sign again'),
    ),
  );
}

/** The three questions come before the answer, as they are put on the telephone. */
const QUESTIONS = ['isRegisteredResident', 'knowsTheStatus', 'acceptsReception'];
const asAsked = (fields) =>
  fields.some(({ name }) => name === QUESTIONS[0])
    ? [
        ...fields.filter(({ name }) => name === 'office' || name === 'worker'),
        ...fields.filter(({ name }) => QUESTIONS.includes(name)),
        ...fields.filter(({ name }) => !['office', 'worker', ...QUESTIONS].includes(name)),
      ]
    : fields;

function makeForm(type, key) {
  const command = here.words.commands[type];
  const fields = asAsked(fieldsOf(command.body));
  const values = {};
  const draft = {
    commandId: uuid7(now()),
    basedOn: here.one?.key === key ? here.one?.version : undefined,
    stepUp: null,
  };
  const said = h('p', { class: 'refused', role: 'alert' });
  const parts = fields.map((field) => control(type, field, key, values));
  const showConditional = () => {
    const walk = (all) => {
      for (const field of all) {
        if (field.onlyIf !== undefined) {
          const node = form.querySelector(`[data-field="${field.path}"]`);
          node.hidden = !field.onlyIf.values.includes(values[field.onlyIf.path]);
        }
        if (field.kind === 'group') walk(field.fields);
      }
    };
    walk(fields);
  };
  values.changed = () => showConditional();
  Object.defineProperty(values, 'changed', { enumerable: false });

  const needsId = !command.starts && key === null;
  const idInput = needsId ? h('input', { id: 'stream', required: true, autocomplete: 'off' }) : null;
  if (needsId) idInput.value = localStorage.getItem(`last-${command.stream}`) ?? '';
  const second = command.secondPerson
    ? h(
        'fieldset',
        {},
        h('legend', {}, say('第二人当场验证', 'The second person proves themselves')),
        h(
          'p',
          {},
          h('label', { for: 'second-name' }, say('第二人登录名', 'Their sign-in name')),
          h('input', { id: 'second-name', autocomplete: 'off', autocapitalize: 'none' }),
        ),
        h(
          'p',
          {},
          h('label', { for: 'second-password' }, say('第二人口令', 'Their password')),
          h('input', { id: 'second-password', type: 'password', autocomplete: 'off' }),
        ),
        h(
          'p',
          {},
          h(
            'label',
            { for: 'second-totp' },
            say('动态口令', 'Second factor'),
            h('small', {}, say(' 未启用不填', ' if enabled')),
          ),
          h('input', { id: 'second-totp', inputMode: 'numeric', maxLength: 6, autocomplete: 'off' }),
        ),
      )
    : null;
  const late = command.late
    ? h(
        'details',
        {},
        h('summary', {}, say('补录（断网或纸质办理之后）', 'Entered late (after an outage or on paper)')),
        h(
          'p',
          {},
          h('label', { for: 'late-at' }, say('实际发生时间（北京时间）', 'When it happened (Beijing time)')),
          h('input', { id: 'late-at', type: 'datetime-local' }),
        ),
        h(
          'p',
          {},
          h('label', { for: 'late-why' }, say('补录原因', 'Why late')),
          h(
            'select',
            { id: 'late-why' },
            h('option', { value: '' }, say('请选择', 'Choose')),
            ['outage', 'paperForm', 'emergency'].map((one) =>
              h('option', { value: one }, valueName('', one)),
            ),
          ),
        ),
      )
    : null;
  const lookAgain = h(
    'button',
    {
      type: 'button',
      hidden: true,
      onclick: () => {
        draft.basedOn = here.one?.version;
        lookAgain.hidden = true;
        said.textContent = say(
          '已改为依据最新情况，请核对后提交。',
          'It now rests on the newest state; check it and send.',
        );
      },
    },
    say('我已查看最新情况', 'I have looked at what changed'),
  );
  const submit = h('button', { class: 'primary' }, say(`确认：${command.zh}`, `Confirm: ${command.en}`));
  const at = (id) => form.querySelector(`#${id}`)?.value ?? '';

  const form = h(
    'form',
    { noValidate: true, onsubmit: send },
    h('h2', {}, command[here.lang]),
    here.one !== null && key !== null ? h('p', { class: 'quiet' }, personName(here.one) ?? short(key)) : null,
    needsId
      ? h('div', { class: 'field' }, h('label', { for: 'stream' }, say('编号', 'Its id')), idInput)
      : null,
    type === 'signPledge'
      ? h(
          'div',
          { class: 'pledge' },
          h(
            'div',
            { class: 'text', tabIndex: 0, role: 'document' },
            say('正在读取承诺书…', 'Reading the pledge …'),
          ),
          h('button', { type: 'button', onclick: () => readPledge() }, say('重新读取', 'Read it again')),
        )
      : null,
    parts,
    second,
    late,
    said,
    lookAgain,
    h(
      'div',
      { class: 'buttons end' },
      submit,
      h('button', { type: 'button', onclick: () => dialog.close() }, say('先放着', 'Leave it for now')),
    ),
  );
  const dialog = h('dialog', { 'aria-label': command[here.lang], onclose: () => dialog.remove() }, form);
  showConditional();

  async function readPledge() {
    const box = form.querySelector('.pledge .text');
    const language = values['language'] ?? 'zh-CN';
    try {
      const { ok, body, error } = await ask('GET', api(`handoffs/${key}/pledge-text?language=${language}`));
      box.lang = language;
      box.textContent = ok ? body.text : refusalOf(error);
      values['textDigest'] = ok ? body.digest : undefined;
    } catch {
      box.textContent = say('没有连上，请重新读取。', 'No connection; read it again.');
    }
  }
  if (type === 'signPledge') {
    const showOthers = values.changed;
    Object.defineProperty(values, 'changed', {
      enumerable: false,
      value: (path) => {
        showOthers(path);
        if (path === 'language') void readPledge();
      },
    });
  }

  function mark(path, words) {
    for (const node of form.querySelectorAll('.wrong')) node.textContent = '';
    for (const node of form.querySelectorAll('[aria-invalid]')) node.removeAttribute('aria-invalid');
    if (path === null) return;
    const clean = path.replace(/^body[./]/, '').replaceAll('/', '.');
    const field = form.querySelector(`[data-field="${CSS.escape(clean)}"]`);
    const input = field?.querySelector('input, select, textarea, canvas');
    const note = field?.querySelector('.wrong');
    if (note) note.textContent = words;
    input?.setAttribute('aria-invalid', 'true');
    if (note) input?.setAttribute('aria-describedby', note.id);
    input?.focus();
    said.textContent = `${fieldPath(clean)}：${words}`;
  }

  async function send(event) {
    event.preventDefault();
    said.textContent = '';
    mark(null);
    const { body, wrong } = collect(fields, values);
    if (wrong !== null)
      return mark(
        wrong.path,
        wrong.why === 'missing'
          ? say('请填写', 'please fill this in')
          : say('读不懂，请修改', 'cannot be read; please change it'),
      );
    const stream = key ?? idInput?.value.trim() ?? '';
    const occurredAt =
      late !== null && at('late-at') !== '' ? Date.parse(`${at('late-at')}:00+08:00`) : undefined;
    submit.disabled = true;
    try {
      if (second !== null && draft.stepUp === null) {
        const proved = await ask('POST', api('step-up'), {
          name: at('second-name'),
          password: at('second-password'),
          forCommand: type,
          ...(at('second-totp') === '' ? {} : { totp: at('second-totp') }),
          ...(command.starts ? {} : { streamId: stream }),
        });
        form.querySelector('#second-password').value = '';
        if (!proved.ok) {
          said.textContent = `${say('第二人：', 'Second person: ')}${refusalOf(proved.error)}`;
          return;
        }
        draft.stepUp = proved.body.token;
      }
      const path = command.starts
        ? `${here.words.paths[command.stream]}/${type}`
        : `${here.words.paths[command.stream]}/${stream}/${type}`;
      const answer = await ask('POST', api(path), {
        body,
        commandId: draft.commandId,
        ...(command.rests && draft.basedOn !== undefined ? { basedOn: draft.basedOn } : {}),
        ...(draft.stepUp === null ? {} : { stepUp: draft.stepUp }),
        ...(occurredAt === undefined ? {} : { occurredAt }),
        ...(late !== null && at('late-why') !== '' ? { lateBecause: at('late-why') } : {}),
      });
      if (answer.ok) return done(answer.body);
      // What was answered is answered: a further try is a new command. What was not taken keeps its id.
      if (answer.status < 500 && answer.status !== 429 && answer.status !== 401) {
        draft.commandId = uuid7(now());
        draft.stepUp = null;
      }
      const words = refusalOf(answer.error);
      if (answer.error?.field)
        mark(answer.error.field, here.words.refusals[answer.error.code]?.[here.lang] ?? words);
      said.textContent = words;
      if (answer.error?.code === 'nothingCameInBetween' && key !== null) {
        await open(here.view, key);
        lookAgain.hidden = false;
      }
      if (answer.error?.code === 'pledgeTextIsTheOneShown') await readPledge();
    } catch {
      said.textContent = say(
        '没有连上。您填的内容都在；再按一次即可，同一编号不会办两次。',
        'No connection. Everything you typed is here; press again, the same id is never done twice.',
      );
    } finally {
      submit.disabled = false;
    }
  }

  async function done({ streamId }) {
    drafts.delete(`${type}/${key ?? ''}`);
    dialog.close();
    if (command.starts || needsId) localStorage.setItem(`last-${command.stream}`, streamId);
    here.said = say(`已办：${command.zh}`, `Done: ${command.en}`);
    const view = here.view;
    if (command.starts && command.stream === 'handoff')
      return choose(myViews().includes('queue') ? 'queue' : view, streamId);
    if (command.starts && command.stream === 'stop') return choose('stops', streamId);
    if (here.key !== null) await open(view, here.key);
    else toast(here.said);
  }
  return { dialog, open: type === 'signPledge' && key !== null ? () => void readPledge() : null };
}

function toast(words) {
  const node = document.getElementById('toast');
  if (node !== null) node.textContent = words;
}

function linkDialog(title, makes, shows) {
  const said = h('p', { class: 'refused', role: 'alert' });
  const four = h('input', { id: 'four', maxLength: 4, autocomplete: 'off', class: 'four' });
  const result = h('p', { class: 'link', role: 'status' });
  const form = h(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        try {
          const { ok, body, error } = await ask(
            'POST',
            makes.path,
            makes.four ? { lastFour: four.value } : {},
          );
          said.textContent = ok ? '' : refusalOf(error);
          result.textContent = ok ? shows(body.link) : '';
        } catch {
          said.textContent = say('没有连上，请再试。', 'No connection; try again.');
        }
      },
    },
    h('h2', {}, title),
    makes.four
      ? h(
          'div',
          { class: 'field' },
          h(
            'label',
            { for: 'four' },
            say(
              '证件号码后四位（请当事人念出）',
              'Last four of the document, as the traveller reads them out',
            ),
          ),
          four,
        )
      : null,
    said,
    result,
    h(
      'div',
      { class: 'buttons end' },
      h('button', { class: 'primary' }, say('生成', 'Make it')),
      h('button', { type: 'button', onclick: () => dialog.close() }, say('关闭', 'Close')),
    ),
  );
  const dialog = h('dialog', { 'aria-label': title, onclose: () => dialog.remove() }, form);
  document.body.append(dialog);
  dialog.showModal();
}
const travellerLink = (key) =>
  linkDialog(
    say('当事人链接', 'The traveller’s link'),
    { path: api(`handoffs/${key}/traveller-link`), four: true },
    (link) => `${location.origin}/t/${link}`,
  );
const enrolmentLink = (key) =>
  linkDialog(
    say('启用链接', 'Enrolment link'),
    { path: api(`accounts/${key}/enrolment-link`), four: false },
    (link) => `${location.origin}/enrol#${link}`,
  );

// ── The frame ─────────────────────────────────────────────────────────────────────────────────────────────

function drawHead() {
  const online = here.offlineSince === null;
  redraw(
    'head',
    h('a', { class: 'wordmark', href: `/?lang=${here.lang}`, lang: 'zh-CN' }, '归程'),
    h('h1', {}, say(...TERMINALS[terminal])),
    here.me === null
      ? null
      : h(
          'span',
          { class: online ? 'chip' : 'chip off', role: 'status' },
          online
            ? `● ${say('已连接', 'online')}`
            : `○ ${say(`离线，自 ${timeOf(here.offlineSince, now())}`, `offline since ${timeOf(here.offlineSince, now())}`)}`,
        ),
    h('span', { class: 'time' }, h('b', { id: 'time' }), ' ', h('small', {}, say('北京时间', 'Beijing'))),
    here.me === null
      ? null
      : h(
          'span',
          { class: 'who' },
          `${here.words.roles[here.me.role][here.lang]} · ${officeName(here.me.scope === '*' ? say('全系统', 'whole house') : here.me.scope)}`,
        ),
    h(
      'button',
      {
        'data-k': 'lang',
        lang: here.lang === 'en' ? 'zh-CN' : 'en',
        onclick: () => {
          here.lang = here.lang === 'en' ? 'zh' : 'en';
          localStorage.setItem('lang', here.lang);
          drawAll();
        },
      },
      here.lang === 'en' ? '中文' : 'English',
    ),
    here.me === null
      ? null
      : h(
          'button',
          {
            'data-k': 'out',
            onclick: async () => {
              await ask('DELETE', api('session')).catch(() => {});
              leave();
            },
          },
          say('退出', 'Sign out'),
        ),
  );
  tick();
}

function drawAll() {
  document.documentElement.lang = here.lang === 'en' ? 'en' : 'zh-CN';
  document.title = `${say(...TERMINALS[terminal])} · ${say('归程', 'Guicheng')}`;
  root.replaceChildren(
    h('header', { id: 'head' }),
    here.me === null
      ? signInPage()
      : h(
          'div',
          { class: 'work' },
          h('nav', { id: 'tabs', 'aria-label': say('列表', 'Lists') }),
          h('p', { id: 'toast', role: 'status', 'aria-live': 'polite' }),
          h(
            'main',
            { class: 'panes' },
            h('section', { id: 'list', 'aria-label': say('列表', 'List') }),
            h('section', { id: 'one', 'aria-label': say('详情', 'Details') }),
          ),
        ),
  );
  drawHead();
  if (here.me === null) return document.getElementById('name')?.focus();
  drawLists();
  drawOne();
}

async function begin() {
  here.words = await (await fetch('/plain/words.json')).json();
  const me = await ask('GET', api('me'));
  if (me.ok) await enter(me.body);
  else drawAll();
  setInterval(tick, 1000);
}

// A cable that is pulled closes no socket by itself.
addEventListener('offline', () => socket?.close());
begin().catch(() => {
  root.textContent = '没有连上，请刷新本页。 No connection; please reload this page.';
});
